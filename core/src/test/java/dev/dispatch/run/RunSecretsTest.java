package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.HttpRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RunSecretsTest {

    private static final String SECRET = "s3cr3t/with \"quotes\"+&plus";
    private static final String LONG = "Zq7-begins-" + "0123456789abcdef".repeat(200) + "-ends";

    @TempDir
    private Path folder;

    private RunFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new RunFixture(folder)
                .environment("KEY", SECRET)
                .action("echo", (_, input) -> ActionResult.<JsonNode>response(input));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "true", "ab"})
    void aTinyValueOfAProfileDoesNotDestroyTheRecord(String tiny) {
        RunResult result = fixture.environment("TINY", tiny)
                .run(
                        "\"credentials\":{\"p\":{\"fromEnv\":{\"key\":\"TINY\"}}},",
                        "{\"id\":\"say\",\"action\":\"test.echo\",\"payload\":{\"text\":\"a banana, 7 times: true\","
                                + "\"key\":\"${credential.p.key}\"}}");
        JsonNode response = RunFixture.response(result, "say");
        assertThat(response.get("text")).isEqualTo(Json.text("a banana, 7 times: true"));
        assertThat(response.get("key")).isEqualTo(Json.text("[REDACTED]"));
        assertThat(step(result, "say").action()).isEqualTo("test.echo");
    }

    @Test
    void aProfileThatNoStepBindsIsRedactedToo() {
        fixture.run(
                "\"credentials\":{\"unused\":{\"fromEnv\":{\"key\":\"KEY\"}}},",
                "{\"id\":\"say\",\"action\":\"test.echo\",\"payload\":{\"text\":\"${env.KEY}\"}}");
        assertThat(told()).doesNotContain("s3cr3t").contains("[REDACTED]");
    }

    @Test
    void aCredentialIsTypedAsItsActionDeclaresAndStillRedacted() {
        List<JsonNode> seen = new ArrayList<>();
        RunResult result = fixture.environment("PORT", "84431234")
                .keyedAction(
                        "connect",
                        "{\"type\":\"object\",\"properties\":{\"port\":{\"type\":\"integer\"}}}",
                        (context, _) -> {
                            seen.add(context.credential().get("port"));
                            return ActionResult.<JsonNode>response(context.credential());
                        })
                .run(
                        "\"credentials\":{\"p\":{\"fromEnv\":{\"port\":\"PORT\"}}},",
                        "{\"id\":\"go\",\"action\":\"test.connect\",\"credential\":\"p\"}");
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(seen).containsExactly(Json.parse("84431234"));
        assertThat(told()).doesNotContain("84431234");
    }

    /** Everything that listeners were told, bodies of bytes included. */
    private String told() {
        StringBuilder all = new StringBuilder();
        for (RunEvent event : fixture.events) {
            all.append(event).append('\n');
            if (event instanceof RunEvent.CallFinished(var _, CallRecord call)) {
                bytes(call.requestBody(), all);
                bytes(call.responseBody(), all);
            }
        }
        return all.toString();
    }

    private static void bytes(CallBody body, StringBuilder all) {
        if (body instanceof CallBody.Binary(byte[] value, var _)) {
            all.append(new String(value, StandardCharsets.ISO_8859_1));
        }
    }

    private static List<String> formsOf(String secret) {
        String json = Json.compact(Json.text(secret));
        return List.of(
                secret,
                json.substring(1, json.length() - 1),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder()
                        .encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8))
                        .substring(8));
    }

    @Test
    void aCredentialReachesNoListenerInAnyForm() throws IOException {
        fixture.keyedAction("spill", (context, input) -> {
            String key = context.credential().get("key").stringValue();
            String basic = Base64.getEncoder().encodeToString(("user:" + key).getBytes(StandardCharsets.UTF_8));
            context.activity("key is " + key);
            context.progress("using " + URLEncoder.encode(key, StandardCharsets.UTF_8));
            context.http()
                    .send(HttpRequest.of("POST", "/echo")
                            .query(List.of(new HttpRequest.Field("q", key)))
                            .header("X-Plain", "v" + key)
                            .header("Authorization", "Basic " + basic)
                            .body(new dev.dispatch.sdk.HttpContent.Bytes(
                                    ("raw " + key).getBytes(StandardCharsets.UTF_8), "application/octet-stream")));
            context.http()
                    .send(HttpRequest.of("POST", "/echo")
                            .body(new dev.dispatch.sdk.HttpContent.Form(List.of(new HttpRequest.Field("f", key)))));
            return ActionResult.<JsonNode>response(Json.object().put("a", key).put(key, 1))
                    .exports(Json.object().put("b", basic))
                    .detail("made with " + key)
                    .diagnostics(Json.text(key));
        });
        fixture.keyedAction("fail", (context, _) -> {
            String key = context.credential().get("key").stringValue();
            throw new ActionException(ActionException.Kind.FAILED, "X_" + key, "no " + key, Json.text(key));
        });
        RunResult result;
        try (DemoApi api = DemoApi.start(0)) {
            result = fixture.run(
                    "\"http\":{\"baseUrl\":\"" + api.baseUri()
                            + "\"},\"credentials\":{\"c\":{\"fromEnv\":{\"key\":\"KEY\"}}},"
                            + "\"outputs\":{\"o\":\"${step.a.response.a}\"},",
                    "{\"id\":\"a\",\"action\":\"test.spill\",\"credential\":\"c\","
                            + "\"payload\":{\"k\":\"${credential.c.key}\"},"
                            + "\"capture\":{\"x\":\"response.a\"},\"result\":\"is ${response.a}\"}",
                    "{\"id\":\"w\",\"action\":\"test.echo\",\"when\":"
                            + "{\"path\":\"$.run.x\",\"op\":\"neq\",\"value\":\"${step.a.response.a}\"}}",
                    "{\"id\":\"b\",\"action\":\"test.fail\",\"credential\":\"c\"}");
        }

        assertThat(step(result, "b").outcome().status()).isEqualTo(StepStatus.FAILED);
        assertThat(fixture.events(RunEvent.CallFinished.class)).hasSize(2);
        assertThat(told()).doesNotContain(formsOf(SECRET)).contains("[REDACTED]");
        assertThat(result.toString()).doesNotContain(formsOf(SECRET));
    }

    @Test
    void aSecretInputReachesNoListener() {
        fixture.input("pin", Json.compact(Json.text(SECRET)));
        RunResult result = fixture.run(
                "\"inputs\":{\"pin\":{\"type\":\"string\",\"secret\":true}},"
                        + "\"outputs\":{\"o\":\"pin ${input.pin}\"},",
                "{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"x\":[\"${input.pin}\"]},"
                        + "\"expect\":{\"path\":\"$.x[0]\",\"op\":\"eq\",\"value\":\"no ${input.pin}\"}}");

        assertThat(failure(result).issues()).hasSize(1);
        assertThat(told()).doesNotContain(formsOf(SECRET));
    }

    @Test
    void whatAResponseGivesAwayIsHiddenFromThenOn() throws IOException {
        fixture.action("login", (context, _) -> {
            String token = context.http()
                    .get("/echo?access_token=tok-4711-abcdef")
                    .body()
                    .at("/query/access_token")
                    .stringValue();
            context.activity("logged in with " + token);
            return ActionResult.response(Json.object().put("session", token));
        });
        try (DemoApi api = DemoApi.start(0)) {
            fixture.run(
                    "\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},",
                    "{\"id\":\"a\",\"action\":\"test.login\"}",
                    "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"note\":\"${step.a.response.session}\"}}");
        }

        assertThat(told()).doesNotContain("tok-4711-abcdef");
    }

    @Test
    void aSecretByItsNameInAPayloadIsHiddenWhereverItAppearsAgain() {
        fixture.action("tell", (context, input) -> {
            context.progress("password " + input.at("/login/password").stringValue());
            throw ActionException.failed(
                    "refused " + input.at("/login/password").stringValue());
        });

        fixture.steps(
                "{\"id\":\"a\",\"action\":\"test.tell\",\"payload\":{\"login\":{\"password\":\"hunter2-and-more\"}}}");

        assertThat(told()).doesNotContain("hunter2-and-more");
    }

    @Test
    void theActionItselfGetsTheRealValue() {
        StringBuilder seen = new StringBuilder();
        fixture.action("see", (_, input) -> {
            seen.append(input.get("k").stringValue());
            return ActionResult.response(Json.object());
        });

        fixture.run(
                "\"credentials\":{\"c\":{\"fromEnv\":{\"key\":\"KEY\"}}},",
                "{\"id\":\"a\",\"action\":\"test.see\",\"payload\":{\"k\":\"${credential.c.key}\"}}");

        assertThat(seen.toString()).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"$.token\",\"op\":\"eq\",\"value\":\"x\"}",
                "{\"path\":\"$\",\"op\":\"type\",\"value\":\"array\"}",
                "{\"path\":\"$.padded\",\"op\":\"eq\",\"value\":\"x\"}",
                "{\"path\":\"$.n\",\"op\":\"eq\",\"value\":\"${response.token}\"}",
                "{\"path\":\"$.n\",\"op\":\"eq\",\"value\":\"${step.first.response.token}\"}",
                "{\"path\":\"$.token\",\"op\":\"schema\",\"value\":{\"type\":\"string\",\"maxLength\":3}}",
                "{\"path\":\"$.token\",\"op\":\"schema\",\"value\":{\"enum\":[1]}}",
                "{\"path\":\"$.keys\",\"op\":\"not_exists\"}",
                "{\"mode\":\"ANY\",\"rules\":[{\"path\":\"$.token\",\"op\":\"eq\",\"value\":1},"
                        + "{\"path\":\"$.padded\",\"op\":\"lt\",\"value\":1}]}",
                "{\"path\":\"$.n\",\"op\":\"lt\",\"value\":\"${sum(response.list)}\"}",
                "{\"path\":\"$.n\",\"op\":\"lt\",\"value\":\"${response.keys.nope}\"}",
                "{\"path\":\"$.n\",\"op\":\"regex\",\"value\":\"(${response.token}\"}"
            })
    void aLongSecretIsNotCutToAHalfThatSurvives(String rule) {
        // A secret that begins before the place where a text is cut and ends behind it.
        String padded = "p".repeat(100) + LONG;
        fixture.input("long", Json.compact(Json.text(LONG))).action("give", (_, _) -> {
            var response =
                    Json.object().put("token", LONG).put("padded", padded).put("n", 1);
            response.set("list", Json.array().add(padded));
            response.set("keys", Json.object().put(LONG, 1));
            return ActionResult.response(response);
        });
        String inputs = "\"inputs\":{\"long\":{\"type\":\"string\",\"secret\":true,\"default\":\"\"}},";
        String give = "{\"id\":\"first\",\"action\":\"test.give\"}";

        RunResult expected =
                fixture.run(inputs, give, "{\"id\":\"a\",\"action\":\"test.give\",\"expect\":" + rule + "}");
        assertThat(expected.status()).isEqualTo(RunStatus.FAILED);
        assertThat(told()).doesNotContain("Zq7-begins-0123");

        RunResult polled = fixture.run(
                inputs,
                give,
                "{\"id\":\"a\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.give\",\"maxAttempts\":2,"
                        + "\"conditions\":" + rule + "}}");
        assertThat(polled.status()).isEqualTo(RunStatus.FAILED);
        assertThat(told()).doesNotContain("Zq7-begins-0123");
    }

    @Test
    void aConditionOverTheStateHidesLongSecretsAndIsDecidedByTheRealOnes() {
        fixture.input("long", Json.compact(Json.text(LONG)));
        RunResult result = fixture.run(
                "\"inputs\":{\"long\":{\"type\":\"string\",\"secret\":true}},",
                "{\"id\":\"get-token\",\"action\":\"test.echo\",\"payload\":{\"v\":\"xx ${input.long}\"}}",
                "{\"id\":\"a\",\"action\":\"test.echo\",\"when\":[{\"path\":\"$.steps['get-token'].status\","
                        + "\"op\":\"eq\",\"value\":\"SUCCEEDED\"},{\"path\":\"$.steps['get-token'].response.v\","
                        + "\"op\":\"eq\",\"value\":\"xx ${input.long}\"}]}",
                "{\"id\":\"b\",\"action\":\"test.echo\",\"when\":{\"path\":\"$.input.long\",\"op\":\"length_eq\",\"value\":3}}");

        assertThat(step(result, "a").outcome().status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(step(result, "b").outcome())
                .isEqualTo(new StepOutcome.Skipped("$.input.long length_eq 3 => false, actual \"[REDACTED]\""));
        RunEvent.StepEntered entered =
                fixture.events(RunEvent.StepEntered.class).get(1);
        assertThat(String.valueOf(entered.when()))
                .contains("$.steps['get-token'].status eq \\\"SUCCEEDED\\\" => true, actual \\\"SUCCEEDED\\\"")
                .contains("eq \\\"xx [REDACTED]\\\" => true");
        assertThat(told()).doesNotContain("Zq7-begins-0123");
    }

    @Test
    void aConflictOfCapturesShowsNoHalfOfASecret() {
        fixture.input("long", Json.compact(Json.text(LONG)));
        RunResult result = fixture.run(
                "\"inputs\":{\"long\":{\"type\":\"string\",\"secret\":true}},",
                "{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"v\":\"" + "p".repeat(150) + "${input.long}\"},"
                        + "\"capture\":{\"x\":\"response.v\"}}",
                "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"v\":1},\"capture\":{\"x\":\"response.v\"}}");

        assertThat(failure(result).reason()).isEqualTo("CAPTURE_CONFLICT");
        assertThat(failure(result).issues().getFirst().expected()).contains("ppp[REDACTED]");
        assertThat(told()).doesNotContain("Zq7-begins-0123");
    }

    @Test
    void aPayloadThatFailsShowsNoHalfOfASecret() {
        fixture.input("long", Json.compact(Json.text(LONG)));
        RunResult result = fixture.run(
                "\"inputs\":{\"long\":{\"type\":\"string\",\"secret\":true}},",
                "{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"v\":[\"" + "p".repeat(100)
                        + "${input.long}\"]}}",
                "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"v\":\"${sum(step.a.response.v)}\"}}");

        assertThat(failure(result).reason()).isEqualTo("INVALID_INTERPOLATION");
        assertThat(told()).doesNotContain("Zq7-begins-0123");
    }

    @Test
    void aMisfitOfAPayloadOrOfExportsShowsNoHalfOfASecret() {
        String schema = "{\"type\":\"object\",\"properties\":{\"v\":{\"enum\":[1]},\"w\":{\"type\":\"string\","
                + "\"maxLength\":5}}}";
        fixture.input("long", Json.compact(Json.text(LONG)))
                .action("strict", schema, null, (_, input) -> ActionResult.response(input))
                .action(
                        "lax",
                        "{\"type\":\"object\"}",
                        schema,
                        (_, input) -> ActionResult.<JsonNode>response(input).exports(input));
        String payload = "\"payload\":{\"v\":\"" + "p".repeat(60) + "${input.long}\",\"w\":\"${input.long}\"}}";
        for (String action : List.of("strict", "lax")) {
            RunResult result = fixture.run(
                    "\"inputs\":{\"long\":{\"type\":\"string\",\"secret\":true}},",
                    "{\"id\":\"a\",\"action\":\"test." + action + "\"," + payload);

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(told()).as(action).doesNotContain("Zq7-begins-0123");
        }
    }
}
