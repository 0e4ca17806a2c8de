package dev.dispatch.comparison;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A run that was resumed is compared by what it ended with; what it did before and did again is no outcome. */
class ResumedComparisonTest {

    private static final String LOGIN = """
            { "id": "login", "action": "http.request", "payload": { "method": "POST", "path": "/oauth/token",
                "form": { "grant_type": "client_credentials", "client_id": "demo-client",
                  "client_secret": "demo-secret" } }, "retry": { "unsafe": true } },
            """;

    private static final String USE = """
            { "id": "use", "action": "http.request", "payload": { "path": "/posts/1",
                "headers": { "X-Proof": "${step.login.response.body.access_token}" } } }
            """;

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

    private RunRecord run(String steps) throws IOException {
        Files.writeString(jobs.resolve("a.job.case.json"), """
                { "schemaVersion": 1, "jobType": "resumed", "http": { "baseUrl": "%s" },
                  "scenario": { "steps": [%s] } }
                """.formatted(api.baseUri(), steps));
        RunReply reply = engine.run(new JobRequest("a", GivenInputs.NONE), _ -> {}, new Cancellation());
        assertThat(reply).as(reply.toString()).isInstanceOf(RunReply.Finished.class);
        return engine.runs().open(((RunReply.Finished) reply).result().runId());
    }

    private RunRecord resumed(RunRecord run) {
        ResumeReply reply =
                engine.resume(new ResumeRequest(run.runId(), GivenInputs.NONE, false), _ -> {}, new Cancellation());
        assertThat(reply).as(reply.toString()).isInstanceOf(ResumeReply.Finished.class);
        RunRecord resumed = engine.runs().open(run.runId());
        assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
        return resumed;
    }

    /** As a kill right before a step leaves it. */
    private RunRecord killedBefore(String step, RunRecord whole) throws IOException {
        for (String name : List.of("summary.json", "step-results.json", "job.case.resolved.json")) {
            Files.delete(whole.runDir().resolve(name));
        }
        String mark = "\"path\":\"" + step + "#1";
        for (String name : List.of("journal.jsonl", "http_calls.jsonl")) {
            Path file = whole.runDir().resolve(name);
            Files.write(
                    file,
                    Files.readAllLines(file).stream()
                            .takeWhile(line -> !line.contains(mark))
                            .toList());
        }
        return engine.runs().open(whole.runId());
    }

    private static RunComparison compare(RunRecord run, RunRecord against) {
        return RunComparison.of(run, against, ComparisonRules.usual());
    }

    private static List<String> calls(RunComparison comparison) {
        return comparison.all().stream()
                .filter(one -> one.member().equals("calls"))
                .map(one -> one.place() + " " + one.kind() + " " + one.ignored())
                .toList();
    }

    @Test
    void aRequestThatWasSentAgainForItsSecretDoesNotCount() throws IOException {
        RunRecord whole = run(LOGIN + USE);
        RunRecord resumed = resumed(killedBefore("use", run(LOGIN + USE)));
        assertThat(resumed.calls()).hasSize(3);

        RunComparison comparison = compare(resumed, whole);
        assertThat(comparison.differences()).isEmpty();
        assertThat(calls(comparison)).containsExactly("login ADDED RESUMED");
        assertThat(calls(compare(whole, resumed))).containsExactly("login REMOVED RESUMED");
        assertThat(compare(resumed, resumed).all()).isEmpty();
    }

    @Test
    void aStepThatFailedIsComparedAsTheResumeEndedIt() throws IOException {
        String step = get("ready", "/flaky/k?fail=1", "");
        RunRecord resumed = resumed(run(step));
        RunRecord clean = run(step);

        RunComparison comparison = compare(resumed, clean);
        assertThat(comparison.differences())
                .extracting(one -> one.member() + one.pointer().text() + " " + one.run() + " " + one.against())
                .as("the service counts its calls")
                .containsExactly("response/body/attempt 2 3");
        assertThat(calls(comparison)).containsExactly("ready ADDED RESUMED");
    }

    @Test
    void thePassesBeforeTheOneThatFailedAreThoseOfTheFirstTime() throws IOException {
        String loop = get("each", "/flaky/k${index}?fail=${item}", ", \"forEach\": { \"items\": [0, 1, 0] }");
        RunRecord resumed = resumed(run(loop));
        assertThat(resumed.calls()).hasSize(4);
        RunRecord clean = run(loop);

        RunComparison comparison = compare(resumed, clean);
        assertThat(comparison.differences())
                .extracting(RunDifference::member)
                .as("the service counts its calls")
                .containsOnly("response");
        assertThat(calls(comparison)).containsExactly("each[1] ADDED RESUMED");
    }

    @Test
    void aLoopThatWasBegunAnewHasOnlyItsNewPasses() throws IOException {
        String job = LOGIN.replace("\"action\"", "\"forEach\": { \"items\": [1, 2] }, \"action\"")
                + USE.replace("step.login.response.body", "step.login.response[0].body");
        RunRecord whole = run(job);
        RunRecord resumed = resumed(killedBefore("use", run(job)));
        Path journal = resumed.runDir().resolve("journal.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.contains("\"exit\"") && line.contains("login[1]#1"))
                .findFirst()
                .orElseThrow());
        lines.add(end, lines.get(end).replace("login[1]#1", "login[2]#1"));
        Files.write(journal, lines);

        RunComparison comparison = compare(engine.runs().open(resumed.runId()), whole);
        assertThat(comparison.differences()).isEmpty();
        assertThat(calls(comparison)).containsExactly("login[0] ADDED RESUMED", "login[1] ADDED RESUMED");
    }

    @Test
    void aReplayOfAResumedRunSendsOnlyOnceAndIsTheSame() throws IOException {
        RunRecord resumed = resumed(killedBefore("use", run(LOGIN + USE)));

        ReplayReply reply = engine.replay(resumed.runId(), GivenInputs.NONE, _ -> {}, new Cancellation());

        assertThat(reply).as(reply.toString()).isInstanceOf(ReplayReply.Finished.class);
        RunRecord replayed =
                engine.runs().open(((ReplayReply.Finished) reply).run().result().runId());
        RunComparison comparison = RunComparison.of(replayed, resumed, ComparisonRules.ofReplay());
        assertThat(comparison.differences()).isEmpty();
        assertThat(calls(comparison)).containsExactly("login REMOVED RESUMED");
    }
}
