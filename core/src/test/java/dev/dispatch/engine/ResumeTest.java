package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.record.Dump;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run that was cut off at any line of its journal goes on to the end that it would have had. */
class ResumeTest {

    /** Of everything something; {@code POST}s carry a key, so that all of it may be continued without force. */
    private static final String EVERYTHING = """
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

    private static final String OTHER = """
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

    private CountingApi api;
    private Engine engine;
    private Path jobs;

    @BeforeEach
    void start() throws IOException {
        api = CountingApi.start();
        Path workspace = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(workspace.resolve("modules"));
        jobs = Files.createDirectories(workspace.resolve("jobs"));
        InstantSource clock = InstantSource.system();
        engine = Engine.open(new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                workspace,
                Map.of(),
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }

    @AfterEach
    void stop() {
        engine.close();
        api.close();
    }

    private RunReply.Finished run(String job) throws IOException {
        Files.writeString(jobs.resolve("other.job.seed.json"), OTHER);
        Files.writeString(jobs.resolve("a.job.seed.json"), job.replace("URL", api.url()));
        RunReply reply = engine.run(new JobRequest("a", GivenInputs.NONE), _ -> {}, new Cancellation());
        assertThat(reply).isInstanceOf(RunReply.Finished.class);
        return (RunReply.Finished) reply;
    }

    private ResumeReply resume(String runId, boolean force) {
        return engine.resume(new ResumeRequest(runId, GivenInputs.NONE, force), _ -> {}, new Cancellation());
    }

    private RunReply.Finished resumed(String runId) {
        ResumeReply reply = resume(runId, false);
        assertThat(reply).as(reply.toString()).isInstanceOf(ResumeReply.Finished.class);
        return ((ResumeReply.Finished) reply).run();
    }

    /** What steps gave, without what depends on time and on how often the run was cut off. */
    private static List<JsonNode> given(RunRecord run) {
        List<JsonNode> steps = new ArrayList<>();
        for (ObjectNode step : run.stepResults()) {
            step.remove(List.of("startedAt", "durationMs", "waitingMs", "path", "diagnostics"));
            if (step.path("response") instanceof ObjectNode response) {
                response.remove(List.of("elapsedMs", "durationMs", "headers"));
            }
            steps.add(parsed(step.toString()
                    .replaceAll("\"(elapsedMs|durationMs)\":\\d+", "\"ms\":0")
                    .replaceAll("\"date\":\"[^\"]*\"", "\"date\":\"\"")));
        }
        return steps;
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** As a kill after so many lines of the journal leaves it: of the calls those that the lines tell the end of. */
    private Path cut(Path whole, int lines, String id) throws IOException {
        Path cut = whole.resolveSibling(id);
        copy(whole, cut);
        for (String name : List.of("summary.json", "step-results.json", "job.case.resolved.json")) {
            Files.delete(cut.resolve(name));
        }
        List<String> kept = Files.readAllLines(whole.resolve("journal.jsonl")).subList(0, lines);
        List<String> ended = kept.stream()
                .map(ResumeTest::parsed)
                .filter(line -> line.path("type").asString("").equals("call-finished"))
                .map(line -> line.path("path").asString(""))
                .toList();
        List<String> calls = Files.readAllLines(whole.resolve("http_calls.jsonl")).stream()
                .filter(line -> ended.contains(parsed(line).path("path").asString("")))
                .toList();
        Files.write(cut.resolve("journal.jsonl"), kept);
        Files.write(cut.resolve("http_calls.jsonl"), calls);
        return cut;
    }

    private static Map<String, Integer> called(RunRecord run) {
        Map<String, Integer> counts = new TreeMap<>();
        run.calls().forEach(call -> counts.merge(java.net.URI.create(call.url()).getPath(), 1, Integer::sum));
        return counts;
    }

    private void assertReadable(RunRecord run) {
        assertThat(Inspection.document(run, Optional.empty(), true)).isNotNull();
        assertThat(Dump.document(run)).isNotNull();
        assertThat(run.stepResults()).hasSizeGreaterThanOrEqualTo(17);
    }

    @Test
    void aRunThatWasCutOffAnywhereEndsAsIfItHadNotBeen() throws IOException {
        RunReply.Finished whole = run(EVERYTHING);
        RunRecord original = engine.runs().open(whole.result().runId());
        assertThat(original.status()).as(original.summary().toPrettyString()).isEqualTo(RunStatus.SUCCESS);
        Map<String, Integer> once = called(original);
        List<JsonNode> expected = given(original);
        int lines = Files.readAllLines(whole.runDir().resolve("journal.jsonl")).size();

        for (int kept = 0; kept < lines; kept++) {
            String id = whole.result().runId().substring(0, whole.result().runId().length() - 4)
                    + String.format("%04x", 0xa000 + kept);
            cut(whole.runDir(), kept, id);
            RunRecord cut = engine.runs().open(id);
            assertReadable(cut);
            api.become(called(cut));

            RunReply.Finished end = resumed(id);

            RunRecord record = engine.runs().open(id);
            assertThat(end.result().status()).as("after %d lines", kept).isEqualTo(RunStatus.SUCCESS);
            assertThat(given(record)).as("after %d lines", kept).isEqualTo(expected);
            assertThat(api.counts()).as("after %d lines", kept).isEqualTo(once);
            assertThat(called(record)).as("after %d lines", kept).isEqualTo(once);
            assertReadable(record);
        }
    }
}
