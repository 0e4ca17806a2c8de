package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.ActionResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small jobs that ask for a lot end as failures of their steps, with a clean-up. */
class HostileFlowTest {

    private static final String CLEANED = "\"finally\":[{\"id\":\"clean\",\"action\":\"test.echo\"}]";

    @TempDir
    private Path folder;

    private RunFixture runs;

    @BeforeEach
    void actions() {
        runs = new RunFixture(folder).action("echo", (_, input) -> ActionResult.response(input));
    }

    private RunResult run(String step) {
        return runs.runJob(
                "{\"schemaVersion\":1,\"jobType\":\"t\",\"scenario\":{\"steps\":[" + step + "]," + CLEANED + "}}");
    }

    @Test
    void aLoopThatWrapsWhatItGaveBeforeFails() {
        RunResult result = run("{\"id\":\"l\",\"action\":\"test.echo\",\"payload\":{\"in\":\"${previous:-}\"},"
                + "\"repeat\":{\"while\":{\"path\":\"$.index\",\"op\":\"exists\"},\"maxTimes\":10000}}");

        assertThat(failure(result).reason()).isEqualTo(IssueCode.INVALID_INTERPOLATION.name());
        assertThat(step(result, "clean").outcome().status()).isEqualTo(StepStatus.SUCCEEDED);
    }

    @Test
    void whatALoopsItemIsCalledSaysThatItIsSecret() {
        run("{\"id\":\"l\",\"action\":\"test.echo\",\"payload\":{\"note\":\"${password}\"},"
                + "\"forEach\":{\"items\":[\"plain-old-4711\"],\"as\":\"password\"}}");

        assertThat(runs.events.toString()).doesNotContain("4711");
    }

    @Test
    void whatACaptureIsCalledSaysThatItIsSecretFromThen() {
        RunResult result = run("{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"v\":\"plain-old-4711\"},"
                + "\"capture\":{\"accessToken\":\"response.v\"}},"
                + "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"note\":\"${run.accessToken}\"}}");

        assertThat(step(result, "b").outcome().output().toString())
                .contains("[REDACTED]")
                .doesNotContain("4711");
    }
}
