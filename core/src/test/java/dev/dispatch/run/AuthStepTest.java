package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.ProblemCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthStepTest {

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private RunFixture fixture;
    private String base = "";

    @BeforeEach
    void start() throws Exception {
        server.start();
        base = "http://127.0.0.1:" + server.getPort();
        fixture = new RunFixture(folder).environment("BASE", base);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private String sent(String header) throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        return request.getTarget() + " " + request.getHeaders().get(header);
    }

    private static String get(String id, String more) {
        return "{\"id\":\"" + id + "\",\"action\":\"http.request\",\"payload\":{\"path\":\"/" + id + "\"" + more + "}}";
    }

    private static String http(String auth) {
        return "\"http\":{\"baseUrl\":\"${env.BASE}\",\"auth\":" + auth + "},";
    }

    /** Everything that listeners were told. */
    private String told() {
        StringBuilder all = new StringBuilder();
        for (RunEvent event : fixture.events) {
            all.append(event).append('\n');
            if (event instanceof RunEvent.CallFinished(var _, CallRecord call)) {
                all.append(call.requestBody()).append(call.responseBody()).append('\n');
            }
        }
        return all.toString();
    }

    private List<String> paths() {
        return fixture.events(RunEvent.CallStarted.class).stream()
                .map(RunEvent.CallStarted::path)
                .toList();
    }

    @Test
    void aLoginStepFeedsTheAuthOfTheJob() throws Exception {
        answers(200, "{\"token\":\"t0k-of-login\"}");
        answers(200, "{}");
        RunResult result = fixture.run(
                http("{\"type\":\"bearer\",\"token\":\"${run.token}\"}"),
                "{\"id\":\"login\",\"action\":\"http.request\",\"payload\":{\"path\":\"/login\",\"auth\":\"none\"},"
                        + "\"capture\":{\"token\":\"response.body.token\"}}",
                get("orders", ""));
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(sent("Authorization")).isEqualTo("/login null");
        assertThat(sent("Authorization")).isEqualTo("/orders Bearer t0k-of-login");
        assertThat(told()).doesNotContain("t0k-of-login");
    }

    @Test
    void aReferenceThatMayBeLeftOutSendsWhatComesBeforeWithoutAuth() throws Exception {
        answers(200, "{\"token\":\"t0k-of-login\"}");
        answers(200, "{}");
        fixture.run(
                http("{\"type\":\"bearer\",\"token\":\"${run.token?}\"}"),
                "{\"id\":\"login\",\"action\":\"http.request\",\"payload\":{\"path\":\"/login\"},"
                        + "\"capture\":{\"token\":\"response.body.token\"}}",
                get("orders", ""));
        assertThat(sent("Authorization")).isEqualTo("/login null");
        assertThat(sent("Authorization")).isEqualTo("/orders Bearer t0k-of-login");
    }

    @Test
    void anAuthWithoutAValueFailsItsRequestAndSaysHowToGoWithout() {
        RunResult result = fixture.run(http("{\"type\":\"bearer\",\"token\":\"${run.token}\"}"), get("orders", ""));
        StepFailure failure = failure(result);
        assertThat(failure.code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.pointer().text()).isEqualTo("/http/auth/token");
            assertThat(issue.expected()).contains("\"auth\": \"none\"");
        });
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void theAuthOfARequestWinsOverTheJobThatOverTheModule() throws Exception {
        for (int i = 0; i < 3; i++) {
            answers(200, "{}");
        }
        String module = """
                {"name": "shop", "version": "1.0.0",
                 "http": {"baseUrl": "${env.BASE}", "auth": {"type": "bearer", "token": "${env.MODULE_KEY}"}},
                 "actions": {"list": {"description": "d", "effect": "read", "request": {"method": "GET", "path": "/list"}}}}
                """;
        fixture.environment("MODULE_KEY", "k-module").module("shop", module);
        fixture.run("", "{\"id\":\"a\",\"action\":\"shop.list\"}");
        assertThat(sent("Authorization")).isEqualTo("/list Bearer k-module");
        fixture.run(
                http("{\"type\":\"bearer\",\"token\":\"k-job-12\"}"),
                "{\"id\":\"a\",\"action\":\"shop.list\"}",
                get("b", ",\"auth\":{\"type\":\"bearer\",\"token\":\"k-own-12\"}"));
        assertThat(sent("Authorization")).isEqualTo("/list Bearer k-job-12");
        assertThat(sent("Authorization")).isEqualTo("/b Bearer k-own-12");
    }

    @Test
    void aModuleSendsTheCredentialOfTheStepAndNoneWhereAnActionTakesNone() throws Exception {
        answers(200, "{}");
        answers(200, "{}");
        fixture.environment("SHOP_TOKEN", "t0k-of-profile").module("shop", """
                {"name": "shop", "version": "1.0.0",
                 "http": {"baseUrl": "${env.BASE}", "auth": {"type": "bearer", "token": "${credential.token}"}},
                 "actions": {
                  "open": {"description": "d", "effect": "read", "request": {"method": "GET", "path": "/open"}},
                  "list": {"description": "d", "effect": "read", "credential": {"type": "object",
                    "properties": {"token": {"type": "string"}}, "required": ["token"]},
                    "request": {"method": "GET", "path": "/list"}}}}
                """);
        RunResult result = fixture.run(
                "\"credentials\":{\"shop\":{\"fromEnv\":{\"token\":\"SHOP_TOKEN\"}}},",
                "{\"id\":\"a\",\"action\":\"shop.open\"}",
                "{\"id\":\"b\",\"action\":\"shop.list\",\"credential\":\"shop\"}");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(sent("Authorization")).isEqualTo("/open null");
        assertThat(sent("Authorization")).isEqualTo("/list Bearer t0k-of-profile");
        assertThat(told()).doesNotContain("t0k-of-profile");
    }

    private String oauth() {
        return "{\"type\":\"oauth2-client-credentials\",\"tokenUrl\":\"${env.BASE}/token\",\"clientId\":\"me\","
                + "\"clientSecret\":\"${env.CLIENT_VALUE}\"}";
    }

    @Test
    void theCallForATokenIsInTheRecordUnderAPathOfItsOwnAndNobodySeesItsSecrets() {
        answers(200, "{\"access_token\":\"first-access\",\"expires_in\":3600}");
        answers(401, "{}");
        answers(200, "{\"access_token\":\"second-access\",\"expires_in\":3600}");
        answers(200, "{\"echo\":\"second-access c1ient+value\"}");
        answers(200, "{}");
        RunResult result =
                fixture.environment("CLIENT_VALUE", "c1ient+value").run(http(oauth()), get("a", ""), get("b", ""));
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(paths()).containsExactly("!auth/a#1@1", "a#1@1", "!auth/a#1@2", "a#1@1.1", "b#1@1");
        String basic = "me:" + URLEncoder.encode("c1ient+value", StandardCharsets.UTF_8);
        assertThat(told())
                .contains("[REDACTED]")
                .doesNotContain("first-access", "second-access", "c1ient+value", "c1ient%2Bvalue")
                .doesNotContain(Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTokenServerThatRefusesFailsTheStepInItsWords() {
        answers(401, "{\"error\":\"invalid_client\",\"error_description\":\"No such c1ient+value\"}");
        RunResult result = fixture.environment("CLIENT_VALUE", "c1ient+value").run(http(oauth()), get("a", ""));
        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(result).reason()).isEqualTo("UNEXPECTED_STATUS");
        assertThat(failure(result).message())
                .isEqualTo("no token: the token server 127.0.0.1:" + server.getPort()
                        + " answered 401 (invalid_client: No such [REDACTED])");
        assertThat(told()).doesNotContain("c1ient+value");
    }

    @Test
    void aTokenServerThatIsBusyIsTransient() {
        answers(503, "{}");
        RunResult result = fixture.environment("CLIENT_VALUE", "c1ient+value").run(http(oauth()), get("a", ""));
        assertThat(failure(result).code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"bearer\",\"token\":\"zq9-secret\"}",
                "{\"type\":\"basic\",\"username\":\"u\",\"password\":\"zq9-secret\"}",
                "{\"type\":\"api-key\",\"name\":\"X-Custom\",\"value\":\"zq9-secret\",\"in\":\"header\"}",
                "{\"type\":\"api-key\",\"name\":\"custom\",\"value\":\"zq9-secret\",\"in\":\"query\"}",
                "{\"type\":\"aws-sigv4\",\"region\":\"r\",\"service\":\"s3\",\"accessKeyId\":\"AK\","
                        + "\"secretAccessKey\":\"zq9-secret\",\"sessionToken\":\"zq9-secret\"}",
            })
    void noSecretOfAnyTypeReachesAListener(String auth) {
        answers(200, "{\"echo\":\"zq9-secret\"}");
        answers(200, "{\"echo\":\"zq9-secret\"}");
        RunResult result = fixture.run(http(auth), get("a", ""), get("b", ",\"auth\":" + auth));
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        String basic = Base64.getEncoder().encodeToString("u:zq9-secret".getBytes(StandardCharsets.UTF_8));
        assertThat(told()).contains("a#1@1", "b#1@1").doesNotContain("zq9-secret", basic);
    }

    @Test
    void anAuthThatTheValuesMakeUnusableIsAFaultOfTheRequest() {
        RunResult result = fixture.input("kind", "\"digest\"")
                .run(
                        "\"inputs\":{\"kind\":{\"type\":\"string\"}},\"http\":{\"baseUrl\":\"${env.BASE}\"},",
                        get("a", ",\"auth\":{\"type\":\"${input.kind}\",\"token\":\"t\"}"));
        assertThat(failure(result).reason()).isEqualTo("INVALID_HTTP_CONFIG");
        assertThat(failure(result).message()).contains("bearer", "aws-sigv4");
        assertThat(server.getRequestCount()).isZero();
    }
}
