package dev.dispatch.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionTestTest {

    private static final String PAYMENTS = """
            {'name': 'payments', 'version': '0.1.0',
             'http': {'baseUrl': '${env.PAYMENTS_URL}', 'defaultHeaders': {'X-Tenant': '${env.TENANT:-none}'}},
             'actions': {
               'register-webhook': {'description': 'Register a webhook.', 'effect': 'write',
                 'input': {'type': 'object', 'properties': {'url': {'type': 'string', 'minLength': 8}, 'events': {'type': 'array', 'default': ['all']}},
                   'required': ['url'], 'additionalProperties': false},
                 'request': {'method': 'POST', 'path': '/webhooks', 'body': {'target': '${input.url}', 'events': '${input.events}'}},
                 'expectStatus': 201, 'exports': {'webhookId': '$.id'},
                 'exportsSchema': {'type': 'object', 'properties': {'webhookId': {'type': 'string'}}, 'required': ['webhookId']},
                 'detail': 'registered ${response.id}'},
               'list': {'description': 'List webhooks.', 'effect': 'read',
                 'credential': {'type': 'object', 'properties': {'key': {'type': 'string'}, 'account': {'type': 'integer'}}, 'required': ['key'], 'additionalProperties': false},
                 'request': {'method': 'GET', 'path': '/webhooks', 'query': {'account': '${credential.account?}', 'page': [1, 'a b']}, 'headers': {'X-Api-Key': '${credential.key}'}}}}}
            """;

    @TempDir
    private Path folder;

    private ActionTest payments() throws IOException {
        Files.writeString(folder.resolve("module.json"), PAYMENTS.replace('\'', '"'));
        return ActionTest.in(folder);
    }

    @Test
    void anActionIsTestedInFiveLines() throws IOException {
        try (ActionTest test = payments()) {
            test.server().answer("POST", "/webhooks", 201, "{\"id\":\"w-1\"}");
            ActionOutcome done = test.run("register-webhook", "{\"url\":\"https://example.test/hook\"}");
            assertThat(done.exports().path("webhookId").asString()).isEqualTo("w-1");
        }
    }

    @Test
    void theRequestIsWhatTheServiceGets() throws IOException {
        try (ActionTest test = payments().env("TENANT", "north")) {
            test.server().answer("POST", "/webhooks", 201, "{\"id\":\"w-1\"}");
            ActionOutcome done =
                    test.run("payments.register-webhook", Map.of("url", "https://example.test/${input.x}"));
            assertThat(done.succeeded()).isTrue();
            assertThat(done.detail()).contains("registered w-1");
            assertThat(done.attempts()).isEqualTo(1);
            assertThat(done.error()).isEmpty();
            ReceivedRequest request = test.server().request();
            assertThat(request.json().toString())
                    .isEqualTo("{\"target\":\"https://example.test/${input.x}\",\"events\":[\"all\"]}");
            assertThat(request.header("x-tenant")).contains("north");
            assertThat(request.header("Content-Type")).contains("application/json");
            assertThat(request).hasToString("POST /webhooks");
        }
    }

    @Test
    void aCredentialIsHeldAgainstItsSchemaAndTyped() throws IOException {
        try (ActionTest test = payments()) {
            test.server().answer("GET", "/webhooks", 200, "[]");
            test.credential(Map.of("key", "k-12345678", "account", 7))
                    .run("list")
                    .orFail();
            ReceivedRequest request = test.server().request();
            assertThat(request.header("X-Api-Key")).contains("k-12345678");
            assertThat(request.query()).isEqualTo("account=7&page=1&page=a%20b");
            assertThat(request.parameter("page")).containsExactly("1", "a b");
            assertThat(request.parameter("none")).isEmpty();

            ActionOutcome refused =
                    test.credential(Map.of("key", "k", "account", "seven")).run("list");
            assertThat(refused.status()).isEqualTo(ActionOutcome.Status.REFUSED);
            assertThat(refused.error().orElseThrow().issues().getFirst().pointer())
                    .isEqualTo("/credential/account");
            assertThat(test.credential(Map.of())
                            .run("list")
                            .error()
                            .orElseThrow()
                            .code())
                    .isEqualTo("ACTION_REQUIRES_CREDENTIAL");
            assertThat(test.server().requests()).hasSize(1);
        }
    }

    @Test
    void anInputThatDoesNotFitIsRefusedBeforeTheCall() throws IOException {
        try (ActionTest test = payments()) {
            ActionOutcome refused = test.run("register-webhook", "{\"url\":\"x\",\"evnts\":[]}");
            assertThat(refused.status()).isEqualTo(ActionOutcome.Status.REFUSED);
            assertThat(refused.attempts()).isZero();
            assertThat(refused.response().isMissingNode()).isTrue();
            assertThat(refused.error().orElseThrow().issues())
                    .extracting(ActionError.Finding::code, ActionError.Finding::pointer)
                    .containsExactlyInAnyOrder(
                            tuple("MODULE_VALIDATION_ERROR", "/url"), tuple("UNKNOWN_FIELD", "/evnts"));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(refused::orFail)
                    .withMessageContaining("was not called")
                    .withMessageContaining("/evnts");
        }
    }

    @Test
    void aBrokenPromiseAndAnUnexpectedStatusFailTheAction() throws IOException {
        try (ActionTest test = payments()) {
            test.server().answer("POST", "/webhooks", Answer.json(201, "{}"), Answer.json(503, "{\"busy\":true}"));
            ActionOutcome promise = test.run("register-webhook", "{\"url\":\"https://example.test\"}");
            assertThat(promise.status()).isEqualTo(ActionOutcome.Status.FAILED);
            assertThat(promise.error().orElseThrow().code()).isEqualTo("INVALID_EXPORTS");
            ActionOutcome status = test.run("register-webhook", "{\"url\":\"https://example.test\"}");
            assertThat(status.error().orElseThrow().code()).isEqualTo("UNEXPECTED_STATUS");
            assertThat(status.error().orElseThrow().retryable()).isTrue();
            assertThat(status.response().path("busy").booleanValue()).isTrue();
        }
    }

    @Test
    void whatNothingWasSaidAboutFailsTheTest() throws IOException {
        ActionTest test = payments();
        test.server().answer("POST", "/hooks", 201, "{}");
        ActionOutcome failed = test.run("register-webhook", "{\"url\":\"https://example.test\"}");
        assertThat(failed.response().path("asked").asString("")).isEqualTo("POST /webhooks");
        assertThat(failed.response().path("scripted").toString()).isEqualTo("[\"POST /hooks\"]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> test.server().check());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(test::close)
                .withMessageContaining("[POST /webhooks]")
                .withMessageContaining("[POST /hooks]");
    }

    @Test
    void aConnectionThatBreaksIsTransient() throws IOException {
        try (ActionTest test = payments()) {
            test.server().answer("POST", "/webhooks", Answer.reset());
            ActionOutcome failed = test.run("register-webhook", "{\"url\":\"https://example.test\"}");
            assertThat(failed.error().orElseThrow().code()).isEqualTo("CONNECTION_FAILED");
            assertThat(failed.error().orElseThrow().retryable()).isTrue();
            assertThat(test.server().requests()).hasSize(1);
        }
    }

    @Test
    void anAnswerMayComeLater() throws IOException {
        try (ActionTest test = payments()) {
            Answer late = Answer.json(201, "{\"id\":\"w-1\"}")
                    .after(Duration.ofMillis(20))
                    .header("X-Late", "yes");
            test.server().answer("POST", "/webhooks", late);
            assertThat(test.run("register-webhook", "{\"url\":\"https://example.test\"}")
                            .succeeded())
                    .isTrue();
        }
    }

    @Test
    void aMistakeInTheTestItselfIsAnAssertionError() throws IOException {
        try (ActionTest test = payments()) {
            assertThat(test.actions()).containsExactly("register-webhook", "list");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> test.run("register"))
                    .withMessageContaining("it has register-webhook, list");
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> test.run("list", "[]"));
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> test.run("list", "{"));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> test.server().request());
        }
    }

    @Test
    void aModuleThatCannotBeLoadedSaysWhere() throws IOException {
        Files.writeString(folder.resolve("module.json"), "{\"name\":\"P\",\n\"version\":\"1\",\"actions\":{}}");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ActionTest.in(folder))
                .withMessageContaining("module.json:1:")
                .withMessageContaining("module.json:2:");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ActionTest.in(folder.resolve("none")))
                .withMessageContaining("cannot be loaded");
    }
}
