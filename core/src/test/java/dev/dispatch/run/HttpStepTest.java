package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpStepTest {

    @TempDir
    private Path folder;

    private DemoApi api;
    private RunFixture fixture;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        fixture = new RunFixture(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private RunResult run(String... steps) {
        return fixture.run("\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},", steps);
    }

    private static String request(String id, String payload) {
        return "{\"id\":\"" + id + "\",\"action\":\"http.request\",\"payload\":{" + payload + "}}";
    }

    private JsonNode echoed(String payload) {
        return response(run(request("a", "\"path\":\"/echo\"," + payload)), "a").get("body");
    }

    @Test
    void aResponseHasStatusHeadersBodyTimeSizeAndHash() {
        JsonNode response = response(run(request("a", "\"path\":\"/health\"")), "a");

        assertThat(response.propertyNames())
                .containsExactly("status", "headers", "body", "durationMs", "size", "sha256");
        assertThat(response.get("status").intValue()).isEqualTo(200);
        assertThat(response.at("/headers/content-type").stringValue()).startsWith("application/json");
        assertThat(response.get("body")).isEqualTo(Json.parse("{\"ok\":true}"));
        byte[] bytes = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
        assertThat(response.get("size").intValue()).isEqualTo(bytes.length);
        assertThat(response.get("sha256").stringValue()).isEqualTo(Json.sha256(bytes));
    }

    @Test
    void aQueryRepeatsTheNameForEachElementAndIsEncoded() {
        JsonNode echo = echoed("\"query\":{\"a\":[1,\"x y\",true],\"b\":\"&=\",\"c\":1.50}");

        assertThat(echo.get("query"))
                .isEqualTo(Json.parse("{\"a\":[\"1\",\"x y\",\"true\"],\"b\":\"&=\",\"c\":\"1.5\"}"));
        assertThat(echo.get("method").stringValue()).isEqualTo("GET");
    }

    @Test
    void aBodyIsJsonAFormOrAText() {
        JsonNode json = echoed("\"method\":\"post\",\"body\":{\"a\":[null,1]}");
        assertThat(json.get("json")).isEqualTo(Json.parse("{\"a\":[null,1]}"));
        assertThat(json.get("method").stringValue()).isEqualTo("POST");

        JsonNode form = echoed("\"method\":\"PUT\",\"form\":{\"a\":[\"1\",\"2\"],\"b\":\"x y\"}");
        assertThat(form.at("/headers/content-type").stringValue()).startsWith("application/x-www-form-urlencoded");
        assertThat(form.get("body").stringValue()).isEqualTo("a=1&a=2&b=x+y");

        JsonNode text =
                echoed("\"method\":\"PATCH\",\"text\":\"hi\",\"headers\":{\"Content-Type\":\"text/csv\",\"X-N\":3}");
        assertThat(text.get("body").stringValue()).isEqualTo("hi");
        assertThat(text.at("/headers/content-type").stringValue()).isEqualTo("text/csv");
        assertThat(text.at("/headers/x-n").stringValue()).isEqualTo("3");
    }

    @Test
    void twoBodiesAreAFaultOfThePayload() {
        RunResult result = run(request("a", "\"path\":\"/echo\",\"method\":\"POST\",\"text\":\"x\",\"body\":1"));

        assertThat(failure(result).reason()).isEqualTo("MODULE_VALIDATION_ERROR");
        assertThat(failure(result).issues().getFirst().path()).isEqualTo("scenario.steps[0].payload");
        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(fixture.events(RunEvent.CallStarted.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "\"404\"", "\"4xx\"", "[200, \"404\"]", "[\"5xx\", \"4xx\"]"})
    void anExpectedStatusIsNoFailure(String expected) {
        RunResult result = run(request("a", "\"path\":\"/status/404\",\"expectStatus\":" + expected));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(response(result, "a").get("status").intValue()).isEqualTo(404);
        assertThat(fixture.events(RunEvent.CallFinished.class).getFirst().call().expected())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 502, 503, 504})
    void someStatusesMeanTryLater(int status) {
        assertThat(failure(run(request("a", "\"path\":\"/status/" + status + "\"")))
                        .code())
                .isEqualTo(ProblemCode.TRANSIENT_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 501})
    void otherStatusesMeanFailureAndTheResponseIsKept(int status) {
        RunResult result = fixture.run(
                "\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},\"outputs\":{\"s\":\"${step.a.response.status}\"},",
                request("a", "\"path\":\"/status/" + status + "?q=1\""));

        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(result).reason()).isEqualTo("UNEXPECTED_STATUS");
        assertThat(failure(result).message())
                .isEqualTo("GET " + api.baseUri() + "/status/" + status + " answered " + status + ", expected 2xx");
        assertThat(failure(result).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNEXPECTED_STATUS);
            assertThat(issue.stepId()).isEqualTo("a");
            assertThat(issue.path()).isEqualTo("scenario.steps[0].action");
            assertThat(issue.position()).isNotNull();
            assertThat(issue.message()).isEqualTo(failure(result).message());
        });
        assertThat(response(result, "a").get("status").intValue()).isEqualTo(status);
        assertThat(result.outputs().get("s").intValue()).isEqualTo(status);
    }

    @Test
    void aWrongStatusComesBeforeExpect() {
        RunResult result = run("{\"id\":\"a\",\"action\":\"http.request\",\"payload\":{\"path\":\"/status/404\"},"
                + "\"expect\":{\"path\":\"$.status\",\"op\":\"eq\",\"value\":404}}");

        assertThat(failure(result).reason()).isEqualTo("UNEXPECTED_STATUS");
    }

    @Test
    void aRefusedConnectionAResetAndATimeOutAreTransient() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        RunResult refused = run(request("a", "\"url\":\"http://127.0.0.1:" + free + "/x\""));
        assertThat(failure(refused).code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
        assertThat(failure(refused).reason()).isEqualTo("CONNECTION_FAILED");
        assertThat(failure(refused).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.CONNECTION_FAILED);
            assertThat(issue.stepId()).isEqualTo("a");
            assertThat(issue.path()).isEqualTo("scenario.steps[0].action");
            assertThat(issue.position()).isNotNull();
            assertThat(issue.message()).isEqualTo(failure(refused).message());
        });

        RunResult reset = run(request("a", "\"path\":\"/reset\""));
        assertThat(failure(reset).code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
        assertThat(failure(reset).reason()).isEqualTo("CONNECTION_FAILED");

        RunResult late = run(request("a", "\"path\":\"/slow?ms=30000\",\"timeout\":\"50ms\""));
        assertThat(failure(late).code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
        assertThat(failure(late).reason()).isEqualTo("TIMED_OUT");
        assertThat(failure(late).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.TIMED_OUT);
            assertThat(issue.stepId()).isEqualTo("a");
            assertThat(issue.path()).isEqualTo("scenario.steps[0].action");
            assertThat(issue.position()).isNotNull();
            assertThat(issue.message()).isEqualTo(failure(late).message());
        });
        CallRecord call = fixture.events(RunEvent.CallFinished.class).getFirst().call();
        assertThat(call.status()).isNull();
        assertThat(call.error()).contains("50ms");
    }

    @Test
    void aUrlThatTurnsOutRelativeWithoutABaseUrlIsAFaultBeforeAnythingIsSent() {
        RunResult result = fixture.steps(request("a", "\"url\":\"${env.NOPE:-/x}\""));

        assertThat(failure(result).reason()).isEqualTo("INVALID_HTTP_CONFIG");
        assertThat(fixture.events(RunEvent.CallStarted.class)).isEmpty();
    }

    @Test
    void bodiesThatAreNoJsonHaveAShapeOfTheirOwn() {
        RunResult result = run(
                request("empty", "\"path\":\"/empty\""),
                request("raw", "\"path\":\"/invalid-json\""),
                request("binary", "\"path\":\"/binary?bytes=300\""),
                request("gzip", "\"path\":\"/gzip\""));

        assertThat(response(result, "empty").get("body")).isEqualTo(Json.object());
        assertThat(response(result, "empty").get("size").intValue()).isZero();
        assertThat(response(result, "raw").at("/body/_raw").stringValue()).startsWith("{\"id\": 1");
        assertThat(response(result, "binary").at("/body/_binary/size").intValue())
                .isEqualTo(300);
        assertThat(response(result, "binary").at("/body/_binary/sha256"))
                .isEqualTo(response(result, "binary").get("sha256"));
        assertThat(response(result, "gzip").at("/body/gzipped").booleanValue()).isTrue();
        assertThat(response(result, "gzip").get("size").intValue())
                .isEqualTo(Json.compact(response(result, "gzip").get("body")).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void redirectsAreFollowedHopByHopUnlessThePayloadSaysNot() {
        RunResult followed = run(request("a", "\"path\":\"/redirect?to=/health\""));
        assertThat(response(followed, "a").get("body")).isEqualTo(Json.parse("{\"ok\":true}"));
        assertThat(fixture.events(RunEvent.CallStarted.class).stream().map(RunEvent.CallStarted::path))
                .containsExactly("a#1@1", "a#1@1.1");
        assertThat(fixture.events(RunEvent.CallFinished.class))
                .allSatisfy(event -> assertThat(event.call().expected()).isTrue());

        RunResult kept =
                run(request("a", "\"path\":\"/redirect?to=/health\",\"followRedirects\":false,\"expectStatus\":302"));
        assertThat(response(kept, "a").at("/headers/location").stringValue()).isEqualTo("/health");
    }

    @Test
    void callsOfOneAttemptAreNumberedAndCookiesLastAcrossSteps() {
        fixture.action("login", (context, _) -> {
            context.http().get("/session");
            return ActionResult.response(context.http()
                    .post("/login", Json.parse("{\"username\":\"demo\",\"password\":\"demo-password\"}"))
                    .body());
        });
        RunResult result = run("{\"id\":\"l\",\"action\":\"test.login\"}", request("p", "\"path\":\"/private\""));

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(fixture.events(RunEvent.CallStarted.class).stream().map(RunEvent.CallStarted::path))
                .containsExactly("l#1@1", "l#1@2", "p#1@1");
        assertThat(response(result, "p").at("/body/user").stringValue()).isEqualTo("demo");
    }

    @Test
    void defaultHeadersAreEvaluatedForEachRequestSoThatALoginCanFeedThem() {
        RunResult result = fixture.run(
                "\"http\":{\"baseUrl\":\"" + api.baseUri()
                        + "\",\"defaultHeaders\":{\"X-Key\":\"${run.key?}\",\"X-Id\":\"${uuid()}\"}},",
                "{\"id\":\"a\",\"action\":\"http.request\",\"payload\":{\"path\":\"/echo\"},"
                        + "\"capture\":{\"key\":\"response.body.method\"}}",
                request("b", "\"path\":\"/echo\""));

        assertThat(response(result, "a").at("/body/headers").has("x-key")).isFalse();
        assertThat(response(result, "b").at("/body/headers/x-key").stringValue())
                .isEqualTo("GET");
        assertThat(response(result, "b").at("/body/headers/x-id"))
                .isNotEqualTo(response(result, "a").at("/body/headers/x-id"));
    }

    @Test
    void aDefaultHeaderWithoutAValueFailsTheStepAndSaysWhere() {
        RunResult result = fixture.run(
                "\"http\":{\"baseUrl\":\"" + api.baseUri() + "\",\"defaultHeaders\":{\"X-Key\":\"${run.key}\"}},",
                request("a", "\"path\":\"/echo\""));

        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(result).reason()).isEqualTo("UNRESOLVED_REFERENCE");
        assertThat(failure(result).issues().getFirst().pointer().text()).isEqualTo("/http/defaultHeaders/X-Key");
        assertThat(failure(result).issues().getFirst().position()).isNotNull();
        assertThat(failure(result).issues().getFirst().stepId()).isEqualTo("a");
    }

    @Test
    void theDefaultsOfAModuleLieUnderThoseOfTheJob() {
        fixture.environment("API", api.baseUri().toString()).module("shop", """
                {"name":"shop","version":"1.0.0",
                 "http":{"baseUrl":"${env.API}","defaultHeaders":{"X-A":"module","X-B":"module","X-C":"${env.NOPE?}"}},
                 "actions":{"echo":{"description":"e","effect":"read","request":{"method":"GET","path":"/echo"}}}}""");

        RunResult result = fixture.run(
                "\"http\":{\"defaultHeaders\":{\"x-b\":\"job\"}},", "{\"id\":\"a\",\"action\":\"shop.echo\"}");

        JsonNode headers = response(result, "a").get("headers");
        assertThat(headers.get("x-a").stringValue()).isEqualTo("module");
        assertThat(headers.get("x-b").stringValue()).isEqualTo("job");
        assertThat(headers.has("x-c")).isFalse();
        assertThat(headers.get("user-agent").stringValue()).isEqualTo("dispatch-test");
    }

    @Test
    void aModuleBaseUrlThatIsLeftOutIsNone() {
        fixture.module("shop", """
                {"name":"shop","version":"1.0.0","http":{"baseUrl":"${env.NOPE?}"},
                 "actions":{"echo":{"description":"e","effect":"read","request":{"method":"GET","path":"/echo"}}}}""");

        RunResult result = fixture.steps("{\"id\":\"a\",\"action\":\"shop.echo\"}");

        assertThat(failure(result).reason()).isEqualTo("INVALID_HTTP_CONFIG");
    }

    @Test
    void aCallThatIsCutOffCancelsItsStepAndNothingStartsAfterIt() {
        fixture.listening(event -> {
            if (event instanceof RunEvent.CallStarted) {
                fixture.cancellation.cancel();
            }
        });

        RunResult result = fixture.run(
                "\"http\":{\"baseUrl\":\"" + api.baseUri()
                        + "\"},\"outputs\":{\"id\":\"${run.runId}\",\"x\":\"${step.b.response}\"},",
                request("a", "\"path\":\"/slow?ms=30000\""),
                request("b", "\"path\":\"/health\""));

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(result.failure()).isNull();
        assertThat(step(result, "a").outcome().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(step(result, "b").outcome().status()).isEqualTo(StepStatus.NOT_RUN);
        assertThat(result.outputs()).isEqualTo(Json.parse("{\"id\":\"run-1\"}"));
        assertThat(fixture.events(RunEvent.CallFinished.class)).hasSize(1);
    }

    @Test
    void anAnswerThatCameBeforeTheWishToStopIsKept() {
        fixture.listening(event -> {
            if (event instanceof RunEvent.CallFinished) {
                fixture.cancellation.cancel();
            }
        });

        RunResult result = run(request("a", "\"path\":\"/status/500\""), request("b", "\"path\":\"/health\""));

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(step(result, "a").outcome().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(response(result, "a").get("status").intValue()).isEqualTo(500);
    }

    @Test
    void equalRequestsHaveEqualFingerprints() {
        run(
                request("a", "\"path\":\"/echo\",\"method\":\"POST\",\"body\":{\"x\":1,\"y\":2}"),
                request("b", "\"path\":\"/echo\",\"method\":\"POST\",\"body\":{\"y\":2,\"x\":1}"),
                request("c", "\"path\":\"/echo\",\"method\":\"POST\",\"body\":{\"x\":2}"));

        var calls = fixture.events(RunEvent.CallStarted.class);
        assertThat(calls.get(0).fingerprint()).isEqualTo(calls.get(1).fingerprint());
        assertThat(calls.get(0).fingerprint()).isNotEqualTo(calls.get(2).fingerprint());
    }
}
