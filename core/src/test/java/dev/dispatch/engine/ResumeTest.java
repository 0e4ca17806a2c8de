package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
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
import java.util.function.Predicate;
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

        // Every line in the nightly profile, else every seventh.
        for (int kept = 0; kept < lines; kept += Boolean.getBoolean("dispatch.nightly") ? 1 : 7) {
            String id =
                    whole.result().runId().substring(0, whole.result().runId().length() - 4)
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

    private static String job(String steps, String members) {
        return "{\"schemaVersion\":1,\"jobType\":\"test\",\"http\":{\"baseUrl\":\"URL\"}," + members
                + "\"scenario\":{\"steps\":[" + steps + "]}}";
    }

    private static String get(String id, String path, String members) {
        return "{\"id\":\"" + id + "\",\"action\":\"http.request\",\"payload\":{\"path\":\"" + path + "\"" + members
                + "}}";
    }

    private static String post(String id, String path, String members) {
        return get(id, path, ",\"method\":\"POST\"" + members);
    }

    /** A run that is cut off after the first line of its journal for which this holds. */
    private String cutAfter(String job, Predicate<JsonNode> last) throws IOException {
        RunReply.Finished whole = run(job);
        List<String> lines = Files.readAllLines(whole.runDir().resolve("journal.jsonl"));
        int kept = 1;
        while (!last.test(parsed(lines.get(kept - 1)))) {
            kept++;
        }
        String id = whole.result().runId().substring(0, whole.result().runId().length() - 4) + "0001";
        cut(whole.runDir(), kept, id);
        api.become(called(engine.runs().open(id)));
        return id;
    }

    private static Predicate<JsonNode> line(String type, String path) {
        return line -> line.path("type").asString("").equals(type)
                && line.path("path").asString("").equals(path);
    }

    private Problem refused(String runId) {
        ResumeReply reply = resume(runId, false);
        assertThat(reply).isInstanceOf(ResumeReply.Refused.class);
        return ((ResumeReply.Refused) reply).problem();
    }

    @Test
    void aCallThatIsNotSafeToRepeatAndWasNotAnsweredNeedsForce() throws IOException {
        String id = cutAfter(job(post("pay", "/pay", ""), ""), line("call-started", "pay#1@1"));

        Problem problem = refused(id);

        assertThat(problem.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNSAFE_RETRY);
            assertThat(issue.stepId()).isEqualTo("pay");
            assertThat(issue.message()).contains("POST", "pay#1@1", "is not known");
        });
        assertThat(api.counts()).isEmpty();
        assertThat(engine.mayResume(id)).isFalse();

        assertThat(resume(id, true)).isInstanceOf(ResumeReply.Finished.class);
        assertThat(api.counts()).containsEntry("/pay", 1);
        assertThat(Files.readString(engine.runs().open(id).runDir().resolve("journal.jsonl")))
                .contains("\"type\":\"resumed\"", "\"forced\":true");
    }

    @Test
    void aKeyMakesACallSafeToRepeatAndStaysTheSame() throws IOException {
        String id = cutAfter(
                job(post("pay", "/pay", ",\"headers\":{\"Idempotency-Key\":\"${uuid()}\"}"), ""),
                line("call-started", "pay#1@1"));
        String journal = Files.readString(engine.runs().open(id).runDir().resolve("journal.jsonl"));

        assertThat(resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(api.keys("/pay"))
                .singleElement()
                .satisfies(key -> assertThat(journal).contains("\"idempotencyKey\":\"" + key + "\""));
    }

    @Test
    void whatIsSecretInTheRecordIsAskedForAgainWhereThatIsSafe() throws IOException {
        String steps = get("login", "/login", "") + "," + get("look", "/look", "") + ","
                + get("use", "/use", ",\"headers\":{\"X-Token\":\"${step.login.response.body.token}\"}");
        String id = cutAfter(job(steps, ""), line("exit", "look#1"));

        assertThat(resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(api.counts()).isEqualTo(Map.of("/login", 2, "/look", 1, "/use", 1));
    }

    @Test
    void whatIsSecretInTheRecordAndNotSafeToAskForAgainRefusesTheResume() throws IOException {
        String login =
                post("login", "/login", "").replace("}}", "},\"capture\":{\"session\":\"response.body.token\"}}");
        String steps = login + "," + get("look", "/look", "") + ","
                + get("use", "/use", ",\"headers\":{\"X-Token\":\"${run.session}\"}");
        String id = cutAfter(job(steps, ""), line("exit", "look#1"));

        assertThat(refused(id).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("'login'", "does not hold", "POST"));
        assertThat(api.counts()).isEqualTo(Map.of("/login", 1, "/look", 1));
    }

    @Test
    void whatIsSecretAndNobodyNeedsAnyMoreIsLeftAlone() throws IOException {
        String steps = post("login", "/login", "") + "," + get("look", "${step.login.response.body.path}", "") + ","
                + get("last", "/last", "");
        String id = cutAfter(job(steps, ""), line("exit", "login#1"));

        assertThat(resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(api.counts()).isEqualTo(Map.of("/login", 2, "/last", 1));
    }

    @Test
    void aStepThatFailedRunsAgainAndTheOnesBeforeItDoNot() throws IOException {
        RunReply.Finished failed = run(job(post("make", "/make", "") + "," + get("look", "/flaky/look", ""), ""));
        assertThat(failed.result().status()).isEqualTo(RunStatus.FAILED);
        assertThat(engine.mayResume(failed.result().runId())).isTrue();

        RunReply.Finished end = resumed(failed.result().runId());

        assertThat(end.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.runDir()).isEqualTo(failed.runDir());
        assertThat(api.counts()).isEqualTo(Map.of("/make", 1, "/flaky/look", 2));
        assertThat(end.result().steps().getLast().path()).isEqualTo("look#2");
    }

    @Test
    void aStepThatFailedAfterItsRequestSucceededIsNotSentAgain() throws IOException {
        String step = post("make", "/make", "")
                .replace("}}", "},\"expect\":{\"path\":\"$.body.state\",\"op\":\"eq\",\"value\":\"no\"}}");
        RunReply.Finished failed = run(job(step, ""));
        assertThat(failed.result().status()).isEqualTo(RunStatus.FAILED);

        assertThat(refused(failed.result().runId()).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("succeeded before the step failed"));
        assertThat(api.counts()).isEqualTo(Map.of("/make", 1));
    }

    @Test
    void aRunThatCleanedUpBeforeItsTimeNeedsForce() throws IOException {
        String job = job(post("make", "/make", "") + "," + get("look", "/flaky/look", ""), "")
                .replace("]}}", "],\"finally\":[" + get("clean", "/make", ",\"method\":\"DELETE\"") + "]}}");
        RunReply.Finished failed = run(job);

        assertThat(refused(failed.result().runId()).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.stepId()).isEqualTo("clean"));

        assertThat(resume(failed.result().runId(), true)).isInstanceOf(ResumeReply.Finished.class);
        assertThat(api.counts()).isEqualTo(Map.of("/make", 3, "/flaky/look", 2));
    }

    @Test
    void aRunThatSucceededHasNothingLeftToRun() throws IOException {
        RunReply.Finished done = run(job(get("look", "/look", ""), ""));

        assertThat(refused(done.result().runId()).message()).contains("has succeeded");
        assertThat(engine.runs().open(done.result().runId()).status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void aJobThatHasChangedIsTakenFromTheRecord() throws IOException {
        RunReply.Finished failed = run(job(get("look", "/flaky/look", ""), ""));
        Files.writeString(jobs.resolve("a.job.seed.json"), "{}");

        assertThat(resumed(failed.result().runId()).result().status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void aSecretInputIsGivenAnew() throws IOException {
        String inputs = "\"inputs\":{\"pin\":{\"type\":\"string\",\"required\":true,\"secret\":true}},";
        String job = job(get("look", "/flaky/look", ",\"query\":{\"pin\":\"${input.pin}\"}"), inputs)
                .replace("URL", api.url());
        Files.writeString(jobs.resolve("a.job.seed.json"), job);
        GivenInputs pin = new GivenInputs(List.of(new GivenInputs.Text("pin", "4711-0815")), Json.object());
        RunReply.Finished failed =
                (RunReply.Finished) engine.run(new JobRequest("a", pin), _ -> {}, new Cancellation());
        String id = failed.result().runId();

        assertThat(refused(id).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.code()).isEqualTo(IssueCode.MISSING_INPUT));
        ResumeReply reply = engine.resume(new ResumeRequest(id, pin, false), _ -> {}, new Cancellation());

        assertThat(((ResumeReply.Finished) reply).run().result().status()).isEqualTo(RunStatus.SUCCESS);
        try (Stream<Path> files = Files.walk(failed.runDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("4711-0815");
            }
        }
    }
}
