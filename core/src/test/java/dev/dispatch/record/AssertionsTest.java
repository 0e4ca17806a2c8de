package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Parsed;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssertionsTest {

    @TempDir
    Path folder;

    private DemoApi api;
    private TestRuns runs;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        runs = new TestRuns(folder, Map.of());
    }

    @AfterEach
    void stop() {
        runs.close();
        api.close();
    }

    @Test
    void aGoodRunPassesTheUsualChecks() {
        AssertionResult result = Assertions.check(run("", Jobs.get("read", "/posts/1")), AssertionRequest.DEFAULT);
        assertThat(result.passed()).isTrue();
        assertThat(result.checks())
                .extracting(AssertionResult.Check::name)
                .containsExactly("run-succeeded", "no-failed-calls", "summary-present");
        assertThat(result.toJson().path("overall").asString()).isEqualTo("PASS");
    }

    @Test
    void aFailedRunFailsWithItsStep() {
        AssertionResult result = Assertions.check(run("", Jobs.get("gone", "/posts/4711")), AssertionRequest.DEFAULT);
        assertThat(result.toJson().path("failed").asInt()).isEqualTo(2);
        assertThat(result.checks().getFirst().reason()).contains("at step gone");
    }

    @Test
    void aTryThatALaterOneMadeGoodIsNoFailedCall() {
        RunRecord run = run(
                "",
                Jobs.poll(
                        "ready", "/flaky/a?fail=1", "{ \"path\": \"$.body.ready\", \"op\": \"eq\", \"value\": true }"));
        assertThat(run.calls()).extracting(RecordedCall::expected).containsExactly(false, true);
        assertThat(Assertions.check(run, AssertionRequest.DEFAULT).passed()).isTrue();
    }

    @Test
    void aRequestThatANewTokenMadeGoodIsNoFailedCall() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            for (int status : new int[] {200, 401, 200, 200}) {
                server.enqueue(new MockResponse.Builder()
                        .code(status)
                        .body("{\"access_token\":\"t0k-of-the-server\"}")
                        .build());
            }
            String base = "http://127.0.0.1:" + server.getPort();
            RunRecord run = run("", """
                    { "id": "list", "action": "http.request", "payload": { "url": "%s/list", "auth": {
                        "type": "oauth2-client-credentials", "tokenUrl": "%s/token",
                        "clientId": "me", "clientSecret": "s3cr3t" } } }
                    """.formatted(base, base));
            assertThat(run.calls())
                    .extracting(RecordedCall::path)
                    .containsExactly("!auth/list#1@1", "list#1@1", "!auth/list#1@2", "list#1@1.1");
            assertThat(run.calls()).extracting(RecordedCall::expected).containsExactly(true, false, true, true);
            assertThat(Assertions.check(run, AssertionRequest.DEFAULT).passed()).isTrue();
        }
    }

    @Test
    void anExpectedStatusIsNoFailedCall() {
        RunRecord run = run("", """
                { "id": "gone", "action": "http.request",
                  "payload": { "method": "GET", "path": "/posts/4711", "expectStatus": 404 } }
                """);
        assertThat(Assertions.check(run, AssertionRequest.DEFAULT).passed()).isTrue();
    }

    @Test
    void verificationLooksAtStepsOutputsInputsAndCalls() {
        RunRecord run = run("""
                "inputs": { "id": { "type": "integer", "default": 1 } },
                "outputs": { "title": "${step.read.response.body.id}" },
                "verification": [
                  { "path": "$.summary.status", "op": "eq", "value": "SUCCESS" },
                  { "path": "$.outputs.title", "op": "eq", "value": "${input.id}" },
                  { "path": "$.steps.read.response.status", "op": "eq", "value": 200 },
                  { "path": "$.calls[0].response.id", "op": "eq", "value": 1 } ],
                """, Jobs.get("read", "/posts/${input.id}"));
        AssertionResult.Check check =
                Assertions.check(run, AssertionRequest.DEFAULT).checks().getLast();
        assertThat(check.name()).isEqualTo("verification");
        assertThat(check.passed()).as(String.valueOf(check.details())).isTrue();
    }

    @Test
    void aVerificationThatFailsShowsWhatWasThere() {
        RunRecord run = run(
                "\"verification\": { \"path\": \"$.steps.read.response.status\", \"op\": \"eq\", \"value\": 418 },",
                Jobs.get("read", "/posts/1"));
        AssertionResult result = Assertions.check(run, AssertionRequest.DEFAULT);
        assertThat(result.passed()).isFalse();
        assertThat(result.toJson().at("/checks/3/details/rules/0/actual").asInt())
                .isEqualTo(200);
        assertThat(result.toJson().at("/checks/3/details/rules/0/expected").asInt())
                .isEqualTo(418);
    }

    @Test
    void namedChecksTakeTheirParameters() {
        RunRecord run = run("", Jobs.get("read", "/posts/1"));
        List<String> names = List.of("module-resolution-present", "calls-count-min", "max-duration");
        assertThat(Assertions.check(
                                run, new AssertionRequest(names, Map.of("min", "1", "ms", "600000"), true, List.of()))
                        .passed())
                .isTrue();
        AssertionResult tooFew = Assertions.check(
                run, new AssertionRequest(List.of("calls-count-min"), Map.of("min", "2"), false, List.of()));
        assertThat(tooFew.passed()).isFalse();
    }

    @Test
    void aRuleOfTheCallIsACheckLikeTheVerification() {
        RunRecord run = run(
                "\"inputs\": { \"id\": { \"type\": \"integer\", \"default\": 1 } },",
                Jobs.get("read", "/posts/${input.id}"));
        AssertionResult result = Assertions.check(run, rules("""
                { "path": "$.steps.read.response.body.id", "op": "eq", "value": "${input.id}" }""", """
                [{ "path": "$.calls[0].response.id", "op": "eq", "value": "${step.read.response.body.id}" },
                 { "path": "$.outputs", "op": "eq", "value": {} }]""", """
                { "path": "$.steps.read.response.body", "op": "eq", "value": { "id": 1, "userId": 7, "title": "x" } }"""));
        assertThat(result.checks())
                .extracting(AssertionResult.Check::name)
                .endsWith("summary-present", "rule-1", "rule-2", "rule-3");
        assertThat(result.checks()).extracting(AssertionResult.Check::passed).endsWith(true, true, true, false);
        assertThat(result.toJson().at("/checks/5/details/rules/0/diff/0"))
                .isEqualTo(Json.parse("{\"pointer\":\"/userId\",\"kind\":\"different\",\"expected\":7,\"actual\":1}"));
        assertThat(result.checks().getLast().reason()).contains("(userId differs, and 2 more differences)");
    }

    @Test
    void aRuleThatReachesCallsOnADetourSeesThem() {
        RunRecord run = run("", Jobs.get("read", "/posts/1"));
        AssertionResult result = Assertions.check(
                run,
                rules(
                        "{ \"path\": \"$..url\", \"op\": \"exists\" }",
                        "{ \"path\": \"$['calls'][0].response.id\", \"op\": \"eq\", \"value\": 1 }",
                        "{ \"path\": \"$.steps[?$.calls[0].response.id == 1]\", \"op\": \"exists\" }"));
        assertThat(result.toJson().toString()).contains("\"failed\":0");
    }

    @Test
    void aRuleThatLooksForASecretIsToldThatThereIsNone() {
        RunRecord run = run(
                "\"inputs\": { \"pin\": { \"type\": \"string\", \"default\": \"open-sesame-1\", \"secret\": true } },",
                Jobs.get("read", "/posts/1?by=${input.pin}"));
        AssertionResult result = Assertions.check(
                run, rules("{ \"path\": \"$.inputs.pin\", \"op\": \"eq\", \"value\": \"open-sesame-1\" }"));
        assertThat(result.checks().getLast().reason()).endsWith("a record has [REDACTED] in the place of secrets");
    }

    @Test
    void aRuleSeesStepsOfBlocksLoopsAndFinallyByTheirIds() {
        String job = """
                { "schemaVersion": 1, "jobType": "nested", "http": { "baseUrl": "%s" },
                  "scenario": {
                    "steps": [
                      { "id": "outer", "steps": [
                        { "id": "inner", "action": "http.request", "payload": { "path": "/posts/1" } } ] },
                      { "id": "each", "forEach": { "items": [1, 2] },
                        "action": "http.request", "payload": { "path": "/posts/${item}" },
                        "result": "${response.body.id}" },
                      { "id": "pages", "forEach": { "items": [3] }, "steps": [
                        { "id": "page", "action": "http.request", "payload": { "path": "/posts/${item}" } } ] } ],
                    "finally": [ { "id": "clean", "action": "flow.log", "payload": { "message": "bye" } } ] } }
                """.formatted(api.baseUri());
        TestRuns.Recorded recorded = runs.run(runs.plan(job, Json.object()));
        RunRecord run = new RunStore(runs.output()).open(recorded.result().runId());
        AssertionResult result = Assertions.check(
                run,
                rules(
                        "{ \"path\": \"$.steps.inner.response.body.id\", \"op\": \"eq\", \"value\": 1 }",
                        "{ \"path\": \"$.steps.each.response\", \"op\": \"eq\", \"value\": [1, 2] }",
                        "{ \"path\": \"$.steps.each.passes\", \"op\": \"eq\", \"value\": {\"total\": 2, \"succeeded\": 2} }",
                        "{ \"path\": \"$.steps.pages.response[0].page.body.id\", \"op\": \"eq\", \"value\": 3 }",
                        "{ \"path\": \"$.steps.page.status\", \"op\": \"eq\", \"value\": \"SUCCEEDED\" }",
                        "{ \"path\": \"$.steps.clean.response.message\", \"op\": \"eq\", \"value\": \"bye\" }",
                        "{ \"path\": \"$.calls\", \"op\": \"length_eq\", \"value\": 4 }"));
        assertThat(result.checks())
                .allSatisfy(check -> assertThat(check.reason()).as(check.name()).isNull());
    }

    private static AssertionRequest rules(String... texts) {
        List<Condition> rules = new ArrayList<>();
        for (String text : texts) {
            rules.add(
                    ((Parsed.Ok<Condition>) Condition.parse(Json.parse(text), Pointer.ROOT, JobRoots.RECORD)).value());
        }
        return new AssertionRequest(List.of(), Map.of(), false, rules);
    }

    @Test
    void wrongUseNamesWhatIsRight() {
        RunRecord run = run("", Jobs.get("read", "/posts/1"));
        usage(
                run,
                new AssertionRequest(List.of("run-suceeded"), Map.of(), false, List.of()),
                "There is no check 'run-suceeded'");
        usage(run, new AssertionRequest(List.of("nonsense"), Map.of(), false, List.of()), "module-resolution-present");
        usage(run, new AssertionRequest(List.of("calls-count-min"), Map.of(), false, List.of()), "'min'");
        usage(run, new AssertionRequest(List.of("max-duration"), Map.of("ms", "1s"), false, List.of()), "'1s' is none");
        usage(run, new AssertionRequest(List.of(), Map.of("min", "1"), true, List.of()), "'min'");
        assertThat(Assertions.check(run, new AssertionRequest(List.of(), Map.of("min", "x"), false, List.of()))
                        .passed())
                .isTrue();
    }

    private static void usage(RunRecord run, AssertionRequest request, String hint) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Assertions.check(run, request))
                .withMessageContaining(hint)
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR));
    }

    private RunRecord run(String members, String... steps) {
        String job = Jobs.with(api.baseUri().toString(), members, steps);
        TestRuns.Recorded run = runs.run(runs.plan(job, Json.object()));
        return new RunStore(runs.output()).open(run.result().runId());
    }

    @Test
    void aToleratedCallCountsAndTheReasonSaysWhatToDo() {
        RunRecord run = run("", """
                { "id": "gone", "forEach": { "items": [1, 4711] }, "action": "http.request",
                  "payload": { "path": "/posts/${item}" }, "continueOnError": true }
                """, """
                { "id": "all", "continueOnError": true, "steps": [
                  { "id": "inner", "action": "http.request", "payload": { "path": "/posts/4712" } } ] }
                """);
        AssertionResult.Check check =
                Assertions.check(run, AssertionRequest.DEFAULT).checks().get(1);
        assertThat(check.passed()).isFalse();
        assertThat(check.reason())
                .isEqualTo("2 of 3 calls failed; 'continueOnError' of gone, inner lets the run go on, and the calls"
                        + " still count: list 404 in 'expectStatus' where it is a good answer");
    }

    @Test
    void aFailedCallThatNobodyToleratesSpeaksOfNoToleration() {
        RunRecord run = run("", Jobs.get("gone", "/posts/4711"));
        assertThat(Assertions.check(run, AssertionRequest.DEFAULT)
                        .checks()
                        .get(1)
                        .reason())
                .isEqualTo("1 of 1 calls failed");
    }
}
