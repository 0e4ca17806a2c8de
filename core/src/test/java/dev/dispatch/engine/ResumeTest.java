package dev.dispatch.engine;

import static dev.dispatch.engine.CutRuns.assertReadable;
import static dev.dispatch.engine.CutRuns.called;
import static dev.dispatch.engine.CutRuns.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.comparison.ComparisonRules;
import dev.dispatch.comparison.RunComparison;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run that was cut off at any line of its journal goes on to the end that it would have had. */
class ResumeTest {

    /** Of everything something; {@code POST}s carry a key, so that all of it may be continued without force. */
    static final String EVERYTHING = """
            {"schemaVersion": 1, "jobType": "everything", "http": {"baseUrl": "URL"}, "scenario": {"steps": [
              {"id": "first", "action": "http.request", "payload": {"method": "POST", "path": "/orders/first",
                "headers": {"Idempotency-Key": "${uuid()}"}}, "capture": {"made": "response.body.path"}},
              {"id": "skipped", "when": {"path": "$.run.made", "op": "eq", "value": "never"},
                "action": "http.request", "payload": {"path": "/never"}},
              {"id": "again", "action": "http.request", "payload": {"path": "/flaky/again"},
                "retry": {"initialDelay": "1ms", "jitter": false}},
              {"id": "prepare", "steps": [
                {"id": "inner", "action": "http.request", "payload": {"path": "${run.made}/inner"},
                  "capture": {"inner": "response.body.path"}},
                {"id": "keep", "action": "memory.store",
                  "payload": {"namespace": "kept", "key": "inner", "value": "${run.inner}"}}]},
              {"id": "wait", "action": "flow.poll", "payload": {"action": "http.request",
                "payload": {"path": "/slow/wait"}, "intervalMs": 250, "maxDurationMs": 20000,
                "conditions": {"path": "$.body.state", "op": "eq", "value": "done"}}},
              {"id": "each", "forEach": {"items": ["a", "b"]}, "steps": [
                {"id": "send", "action": "http.request", "payload": {"method": "POST", "path": "/orders/${item}",
                  "headers": {"Idempotency-Key": "${uuid()}"}}},
                {"id": "look", "action": "http.request", "payload": {"path": "/flaky/${item}"},
                  "retry": {"initialDelay": "1ms", "jitter": false}}]},
              {"id": "few", "repeat": {"while": {"path": "$.index", "op": "lt", "value": 1}, "maxTimes": 5},
                "action": "http.request", "payload": {"path": "/few/${index}"}},
              {"id": "beside", "parallel": true, "steps": [
                {"id": "left", "action": "http.request", "payload": {"path": "/left"}},
                {"id": "right", "action": "http.request", "payload": {"path": "/right"}}]},
              {"id": "called", "action": "flow.call", "payload": {"job": "other.job.seed.json",
                "inputs": {"word": "${step.left.response.body.state}"}}},
              {"id": "bad", "continueOnError": true, "action": "http.request",
                "payload": {"path": "/few/bad", "expectStatus": 404}}
            ], "finally": [
              {"id": "clean", "action": "http.request", "payload": {"method": "DELETE", "path": "/orders/first"}}]},
             "outputs": {"made": "${run.made}", "each": "${step.each.response}", "word": "${step.called.response.word}"}}
            """;

    static final String OTHER = """
            {"schemaVersion": 1, "jobType": "other", "inputs": {"word": {"type": "string"}}, "scenario": {"steps": [
              {"id": "say", "action": "http.request", "payload": {"method": "POST", "path": "/orders/${input.word}",
                "headers": {"Idempotency-Key": "${uuid()}"}}},
              {"id": "hear", "action": "http.request", "payload": {"path": "/flaky/hear"},
                "retry": {"initialDelay": "1ms", "jitter": false}}
            ], "finally": [{"id": "rest", "action": "http.request", "payload": {"path": "/rest"}}]},
             "outputs": {"word": "${step.say.response.body.path}"}}
            """;

    @TempDir
    Path folder;

    private CutRuns runs;

    @BeforeEach
    void start() throws IOException {
        runs = new CutRuns(folder);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void aRunThatWasCutOffAnywhereEndsAndReplaysAsIfItHadNotBeen() throws IOException {
        RunReply.Finished whole = runs.run(EVERYTHING);
        RunRecord original = runs.open(whole.result().runId());
        assertThat(original.status()).as(original.summary().toPrettyString()).isEqualTo(RunStatus.SUCCESS);
        Map<String, Integer> once = called(original);
        List<JsonNode> expected = given(original);
        int lines = Files.readAllLines(whole.runDir().resolve("journal.jsonl")).size();

        // Every line in the nightly profile, else every seventh.
        for (int kept = 0; kept < lines; kept += Boolean.getBoolean("dispatch.nightly") ? 1 : 7) {
            String id =
                    whole.result().runId().substring(0, whole.result().runId().length() - 4)
                            + String.format("%04x", 0xa000 + kept);
            runs.cut(whole.runDir(), kept, id);
            RunRecord cut = runs.open(id);
            assertReadable(cut);
            runs.api().become(called(cut));

            RunReply.Finished end = runs.resumed(id);

            RunRecord record = runs.open(id);
            assertThat(end.result().status()).as("after %d lines", kept).isEqualTo(RunStatus.SUCCESS);
            assertThat(given(record)).as("after %d lines", kept).isEqualTo(expected);
            assertThat(runs.api().counts()).as("after %d lines", kept).isEqualTo(once);
            assertThat(called(record)).as("after %d lines", kept).isEqualTo(once);
            assertReadable(record);

            RunRecord replayed = runs.replayed(id);
            assertThat(replayed.status()).as("after %d lines", kept).isEqualTo(RunStatus.SUCCESS);
            assertThat(RunComparison.of(replayed, record, ComparisonRules.ofReplay())
                            .differences())
                    .as("after %d lines", kept)
                    .isEmpty();
        }
    }
}
