package dev.dispatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.comparison.ComparisonRules;
import dev.dispatch.comparison.RunComparison;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.ReplayReply;
import dev.dispatch.engine.ResumeReply;
import dev.dispatch.engine.ResumeRequest;
import dev.dispatch.engine.RunReply;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.plan.GivenInputs;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A run that was resumed replays as the whole that it became; what was done once more is answered once. */
class ResumedReplayTest {

    @TempDir
    Path folder;

    private DemoApi api;
    private Engine engine;
    private Path jobs;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
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
    void stop() throws IOException {
        engine.close();
        api.close();
    }

    private static String get(String id, String path, String members) {
        return "{ \"id\": \"" + id + "\", \"action\": \"http.request\", \"payload\": { \"path\": \"" + path + "\" }"
                + members + " }";
    }

    private static String store(String key, String value) {
        return "{ \"id\": \"store-" + key + "\", \"action\": \"memory.store\", \"payload\": { \"namespace\": \"kept\","
                + " \"key\": \"" + key + "\", \"value\": \"" + value + "\" } }";
    }

    /** Of a job that fails, resumed so often until it does not. */
    private RunRecord resumed(int times, String... steps) throws IOException {
        Files.writeString(jobs.resolve("a.job.seed.json"), """
                { "schemaVersion": 1, "jobType": "resumed", "http": { "baseUrl": "%s" },
                  "scenario": { "steps": [%s] } }
                """.formatted(api.baseUri(), String.join(",", steps)));
        RunReply reply = engine.run(new JobRequest("a", GivenInputs.NONE), _ -> {}, new Cancellation());
        assertThat(reply).as(reply.toString()).isInstanceOf(RunReply.Finished.class);
        String id = ((RunReply.Finished) reply).result().runId();
        for (int i = 0; i < times; i++) {
            assertThat(engine.runs().open(id).status()).isEqualTo(RunStatus.FAILED);
            ResumeReply end =
                    engine.resume(new ResumeRequest(id, GivenInputs.NONE, false), _ -> {}, new Cancellation());
            assertThat(end).as(end.toString()).isInstanceOf(ResumeReply.Finished.class);
        }
        return engine.runs().open(id);
    }

    private RunRecord replayed(RunRecord run) {
        ReplayReply reply = engine.replay(run.runId(), GivenInputs.NONE, _ -> {}, new Cancellation());
        assertThat(reply).as(reply.toString()).isInstanceOf(ReplayReply.Finished.class);
        return engine.runs().open(((ReplayReply.Finished) reply).run().result().runId());
    }

    private RunRecord assertReplays(RunRecord original) {
        assertThat(original.status()).as(original.summary().toPrettyString()).isEqualTo(RunStatus.SUCCESS);
        RunRecord again = replayed(original);
        assertThat(again.status()).as(again.summary().toPrettyString()).isEqualTo(RunStatus.SUCCESS);
        assertThat(RunComparison.of(again, original, ComparisonRules.ofReplay()).differences())
                .isEmpty();
        assertThat(attempts(again)).isEqualTo(attempts(original));
        return again;
    }

    private static List<String> attempts(RunRecord run) {
        return run.stepResults().stream()
                .map(step -> step.path("stepId").asString("") + " "
                        + step.path("attempts").asInt(0))
                .toList();
    }

    private static List<Integer> statuses(RunRecord run) {
        return run.calls().stream().map(call -> call.httpCode().orElse(0)).toList();
    }

    @Test
    void aStepThatFailedIsAnsweredAsTheResumeWas() throws IOException {
        RunRecord run = resumed(1, get("first", "/posts/1", ""), get("ready", "/flaky/k?fail=1", ""));

        assertThat(statuses(assertReplays(run))).containsExactly(200, 200);
    }

    @Test
    void thePassThatFailedIsAnsweredAsTheResumeWas() throws IOException {
        RunRecord run = resumed(
                1,
                get("each", "/flaky/${item}?fail=${item}", ", \"forEach\": { \"items\": [0, 1, 0] }"),
                get("last", "/posts/1", ""));

        assertThat(statuses(assertReplays(run))).containsExactly(200, 200, 200, 200);
    }

    @Test
    void aStepThatFailsAsOftenAsItMayAndThenOnceMoreIsTriedAsOftenAsAfterTheResume() throws IOException {
        String retry = ", \"retry\": { \"maxAttempts\": 2, \"initialDelay\": \"1ms\", \"jitter\": false }";
        RunRecord run = resumed(1, get("ready", "/flaky/k?fail=3", retry));

        assertThat(statuses(assertReplays(run))).containsExactly(503, 200);
    }

    @Test
    void eachOfSeveralResumesIsTakenIntoAccount() throws IOException {
        RunRecord run = resumed(
                3,
                get("first", "/flaky/a?fail=1", ""),
                get("each", "/flaky/b${item}?fail=${item}", ", \"forEach\": { \"items\": [0, 2] }"));

        assertThat(statuses(assertReplays(run))).containsExactly(200, 200, 200);
    }

    @Test
    void whatABlockDidBeforeItFailedIsTakenFromTheFirstTime() throws IOException {
        String block = "{ \"id\": \"block\", \"steps\": [" + store("a", "${uuid()}") + ", "
                + get("ready", "/flaky/k?fail=1", "") + ", " + store("b", "${randomInt(1, 1000000)}") + "] }";
        RunRecord run = resumed(1, block);

        RunRecord again = assertReplays(run);

        assertThat(stored(again)).isEqualTo(stored(run)).hasSize(2);
    }

    @Test
    void whatAPassDidBeforeItFailedIsTakenFromTheFirstTime() throws IOException {
        String loop = "{ \"id\": \"each\", \"forEach\": { \"items\": [0, 1] }, \"steps\": [" + store("a", "${uuid()}")
                + ", " + get("ready", "/flaky/k${item}?fail=${item}", "") + ", " + store("b", "${uuid()}") + "] }";
        RunRecord run = resumed(1, loop);

        RunRecord again = assertReplays(run);

        assertThat(stored(again)).isEqualTo(stored(run)).hasSize(4);
    }

    @Test
    void aPollThatGaveUpIsAskedAsOftenAsAfterTheResume() throws IOException {
        String poll = "{ \"id\": \"poll\", \"action\": \"flow.poll\", \"payload\": { \"action\": \"http.request\","
                + " \"payload\": { \"path\": \"/flaky/k?fail=1&status=404\" }, \"intervalMs\": 250,"
                + " \"conditions\": { \"path\": \"$.body.ready\", \"op\": \"eq\", \"value\": true } } }";
        RunRecord run = resumed(1, poll);

        assertThat(statuses(assertReplays(run))).containsExactly(200);
    }

    /** The values that the job made for its memory, by the place and in the order in which they were given. */
    private static List<String> stored(RunRecord run) {
        List<ObjectNode> lines = new ArrayList<>();
        run.journal(line -> {
            if (line.path("type").asString("").equals("attempt")
                    && line.path("action").asString("").equals("memory.store")) {
                lines.add(line);
            }
        });
        return lines.stream()
                .map(line -> line.path("payload").path("value").asString(""))
                .toList();
    }
}
