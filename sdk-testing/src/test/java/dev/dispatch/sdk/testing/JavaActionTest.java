package dev.dispatch.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Description;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.sdk.Effect;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JavaActionTest {

    @DispatchModule(name = "payments", version = "0.1.0")
    static final class Payments {

        record RegisterWebhook(
                @Description("Where events go") URI url, Optional<List<String>> events) {}

        record Registered(String webhookId) {}

        record ApiKey(String key) {}

        @Action(name = "register-webhook", description = "Register a webhook endpoint.", effect = Effect.WRITE)
        ActionResult<Registered> registerWebhook(ActionContext<ApiKey> context, RegisterWebhook input) {
            context.activity("registering " + input.url());
            HttpResponse answer = context.http()
                    .send(HttpRequest.of("POST", "/webhooks")
                            .header("X-Api-Key", context.credential().key()));
            context.http().requireOk(answer, "registering");
            return ActionResult.<Registered>response(answer.body())
                    .exports(new Registered(answer.body().path("id").asString("")))
                    .detail("registered");
        }

        @SuppressWarnings("DoNotCallSuggester")
        @Action(name = "refuse", description = "Refuse.", effect = Effect.READ)
        ActionResult<Void> refuse(ActionContext<Void> context) {
            throw new ActionException(ActionException.Kind.TRANSIENT, "TRY_LATER", "not now", null);
        }

        @Action(name = "session", description = "Log in and look.", effect = Effect.READ)
        ActionResult<Void> session(ActionContext<Void> context) {
            context.http().post("/login", JsonMapper.shared().createObjectNode());
            return ActionResult.response(context.http().get("/me").body());
        }
    }

    private static final class NoModule {}

    @Test
    void aClassIsTestedAsItWasCompiled() {
        try (ActionTest test = ActionTest.of(Payments.class)) {
            test.credential(Map.of("key", "k-12345678"));
            test.server().answer("POST", "/webhooks", 201, "{\"id\":\"w-1\"}");
            ActionOutcome done = test.run("register-webhook", "{\"url\":\"https://example.test/hook\"}");
            assertThat(done.orFail().exports().path("webhookId").asString("")).isEqualTo("w-1");
            assertThat(done.activity()).containsExactly("registering https://example.test/hook");
            assertThat(test.server().request().header("x-api-key")).contains("k-12345678");
        }
    }

    @Test
    void whatDoesNotFitARecordIsRefused() {
        try (ActionTest test = ActionTest.of(Payments.class)) {
            ActionOutcome refused = test.credential(Map.of("key", "k-1")).run("register-webhook", Map.of("events", 5));
            assertThat(refused.status()).isEqualTo(ActionOutcome.Status.REFUSED);
            assertThat(refused.error().orElseThrow().issues())
                    .extracting(ActionError.Finding::pointer)
                    .contains("/events");
        }
    }

    @Test
    void theWordOfAnActionIsTheCodeOfItsError() {
        try (ActionTest test = ActionTest.of(Payments.class)) {
            ActionError error = test.run("refuse").error().orElseThrow();
            assertThat(error.code()).isEqualTo("TRY_LATER");
            assertThat(error.retryable()).isTrue();
            assertThat(error.message()).contains("not now");
        }
    }

    @Test
    void cookiesAreKeptWithinARun() {
        try (ActionTest test = ActionTest.of(Payments.class)) {
            test.server()
                    .answer("POST", "/login", Answer.json(200, "{}").header("Set-Cookie", "sid=s-1; Path=/"))
                    .answer("GET", "/me", 200, "{\"name\":\"demo\"}");
            assertThat(test.run("session").orFail().response().path("name").asString(""))
                    .isEqualTo("demo");
            assertThat(test.server().requests().getLast().header("cookie")).contains("sid=s-1");
        }
    }

    @Test
    void aClassThatIsNoModuleSaysWhy() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ActionTest.of(NoModule.class))
                .withMessageContaining("@DispatchModule");
    }
}
