package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jobs of the training run, which would train nothing but a refusal where they no longer fit the program. */
class TrainingTest {

    @TempDir
    private Path folder;

    @Test
    void theRequestsAreSent() throws IOException {
        Terminal.Outcome outcome = run(Training.REQUEST_JOB);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().path("status").asString()).isEqualTo("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void theOthersFailForTheReasonTheyAreTrainedFor(boolean faulty, int exitCode) throws IOException {
        String job = faulty ? Training.FAULTY_JOB : Training.FAILING_JOB;
        assertThat(run(job).exitCode()).isEqualTo(exitCode);
    }

    private Terminal.Outcome run(String job) throws IOException {
        Path file = Files.writeString(folder.resolve("trained.job.case.json"), job);
        try (DemoApi api = DemoApi.start(0)) {
            return new Terminal(folder)
                    .with("JSONPLACEHOLDER_BASE_URL", api.baseUri().toString())
                    .json("job", "run", "--case", file.toString());
        }
    }
}
