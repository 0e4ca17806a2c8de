package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A batch of the packaged program that is asked to stop from outside. */
class SignalledBatchTest {

    private static final int RUNS = 1_000;
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    @Test
    void aSignalStartsNoMoreRunsLetsThoseInFlightEndAndWritesTheSummary() throws Exception {
        Files.writeString(folder.resolve("nap.job.case.json"), """
                {"schemaVersion": 1, "jobType": "nap", "scenario": {"steps": [
                  {"id": "nap", "action": "flow.sleep", "payload": {"duration": "200ms"}}
                ]}}""");
        Process batch = new PackagedProgram(folder)
                .start(new Invocation(
                        List.of("job", "run-many", "--case", "nap", "--count", "" + RUNS, "--concurrency", "4"),
                        folder,
                        Map.of("HOME", folder.toString()),
                        ""));
        while (batch.isAlive() && results().size() < 4) {
            batch.waitFor(5, TimeUnit.MILLISECONDS);
        }

        SignalledRunTest.send("TERM", batch);

        assertThat(batch.waitFor()).isEqualTo(INTERRUPTED);
        JsonNode summary = Json.parse(Files.readString(one(".summary.json")));
        assertThat(summary.path("interrupted").asInt(-1)).isZero();
        assertThat(summary.path("passed").asInt()).isEqualTo(results().size()).isLessThan(RUNS);
        assertThat(summary.path("skipped").asInt())
                .isEqualTo(RUNS - summary.path("passed").asInt());
        assertThat(summary.path("overall").asString()).isEqualTo("FAIL");
    }

    private List<String> results() throws IOException {
        Path batch = one("");
        Path file = batch.resolve("results.jsonl");
        return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    }

    /** What is named as a batch and ends so; what is not there where there is none. */
    private Path one(String end) throws IOException {
        Path runs = folder.resolve(".dispatch/run-output");
        if (!Files.isDirectory(runs)) {
            return runs;
        }
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.filter(entry ->
                            entry.getFileName().toString().matches("\\d{8}-\\d{6}-job-batch-[0-9a-f]{4}" + end))
                    .findFirst()
                    .orElse(runs.resolve("none"));
        }
    }
}
