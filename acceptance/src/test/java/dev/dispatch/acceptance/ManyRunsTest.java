package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Batches as a user meets them, where what they print is mostly times. */
class ManyRunsTest {

    /** More runs than have a folder each. */
    private static final int MANY = 205;

    @TempDir
    Path folder;

    private final ProgramInProcess program = new ProgramInProcess();

    @BeforeEach
    void job() throws IOException {
        Files.createDirectories(folder.resolve("modules"));
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/count.job.case.json"), """
                { "schemaVersion": 1, "jobType": "count",
                  "inputs": { "n": { "type": "integer" }, "most": { "type": "integer", "default": 3 } },
                  "scenario": { "steps": [
                    { "id": "stop", "action": "flow.fail", "payload": { "message": "more than ${input.most}" },
                      "when": { "path": "$.input.n", "op": "gt", "value": 3 } }
                  ] },
                  "outputs": { "n": "${input.n}" } }
                """);
    }

    private Execution call(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--home", folder.resolve("home").toString()));
        return program.run(new Invocation(words, folder, Map.of(), ""));
    }

    private JsonNode json(String line) {
        return Json.parse(call(line + " --json").out());
    }

    @Test
    void aBatchIsLookedIntoByProgramsAndPeople() {
        json("job run-many --case count --each n=1..5");

        JsonNode batch = json("job batch-inspect --batch-id latest --top 2");
        assertThat(batch.path("status").asString("")).isEqualTo("finished");
        assertThat(batch.path("passed").asInt(0)).isEqualTo(3);
        assertThat(batch.path("errors").get(0).path("count").asInt(0)).isEqualTo(2);
        assertThat(batch.path("slowRuns")).hasSize(2);
        assertThat(batch.path("aggregates").path("n").path("sum").asInt(0)).isEqualTo(6);
        assertThat(call("job batch-inspect --batch-id latest").out())
                .contains("3 of 5 passed, 2 failed")
                .contains("job rerun-failed");
    }

    @Test
    void aRunThatLiesAmongOthersIsReadLikeOneInAFolder() {
        JsonNode batch = json("job run-many --case count --each n=1.." + MANY + " --concurrency 4");
        JsonNode failed = batch.path("details").path("result").path("runs").get(0);
        assertThat(failed.has("segment")).isTrue();
        String runId = failed.path("runId").asString("");

        assertThat(json("job inspect --run-id " + runId)
                        .path("summary")
                        .path("status")
                        .asString(""))
                .isEqualTo("FAILED");
        assertThat(json("job dump --run-id " + runId).path("stepResults")).isNotEmpty();
        assertThat(json("job replay --run-id " + runId)
                        .path("details")
                        .path("matched")
                        .asBoolean(true))
                .isTrue();
        assertThat(call("job bundle --run-id " + runId + " --out run.zip").exitCode())
                .isZero();
    }

    @Test
    void onlyWhatDidNotPassRunsAgain() {
        json("job run-many --case count --each n=1.." + MANY + " --concurrency 4");

        JsonNode again = json("job rerun-failed --batch-id latest --input most=9");
        assertThat(again.path("details").path("result").path("total").asInt(0)).isEqualTo(MANY - 3);
    }
}
