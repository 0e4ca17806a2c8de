/**
 * What the author of a module imports: annotations, the context of a call, its result, and HTTP.
 *
 * <p>A module is a folder with a {@code module.json} and, here, one Java file:
 *
 * <pre>{@code
 * {"name": "payments", "version": "0.1.0", "entry": "Payments.java"}
 * }</pre>
 *
 * <p>The file holds one class with {@link dev.dispatch.sdk.DispatchModule}. Each method with
 * {@link dev.dispatch.sdk.Action} is an action. Records go in and come out; the schemas that jobs are checked against are
 * made of them.
 *
 * <pre>{@code
 * import dev.dispatch.sdk.Action;
 * import dev.dispatch.sdk.ActionContext;
 * import dev.dispatch.sdk.ActionResult;
 * import dev.dispatch.sdk.Description;
 * import dev.dispatch.sdk.DispatchModule;
 * import dev.dispatch.sdk.Effect;
 * import dev.dispatch.sdk.Http;
 * import dev.dispatch.sdk.HttpRequest.Field;
 * import dev.dispatch.sdk.HttpResponse;
 * import java.net.URI;
 * import java.util.List;
 * import java.util.Optional;
 * import tools.jackson.databind.node.JsonNodeFactory;
 * import tools.jackson.databind.node.ObjectNode;
 *
 * @DispatchModule(name = "payments", version = "0.1.0")
 * public final class Payments {
 *
 *     record RegisterWebhook(
 *             @Description("Where events go.") URI url,
 *             @Description("Names of events; all of them where absent.") Optional<List<String>> events) {}
 *
 *     record Registered(@Description("Id of the webhook.") String webhookId) {}
 *
 *     record ApiKey(String key) {}
 *
 *     @Action(name = "register-webhook", description = "Register a webhook endpoint.", effect = Effect.WRITE)
 *     ActionResult<Registered> registerWebhook(ActionContext<ApiKey> context, RegisterWebhook input) {
 *         Http http = context.http()
 *                 .withDefaults("", List.of(new Field("authorization", "Bearer " + context.credential().key())));
 *         ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", input.url().toString());
 *         input.events().ifPresent(events -> events.forEach(body.withArray("events")::add));
 *         HttpResponse answer = http.requireOk(http.post("/webhooks", body), "registering the webhook");
 *         String id = answer.body().path("id").asString("");
 *         return ActionResult.<Registered>response(answer.body())
 *                 .exports(new Registered(id))
 *                 .detail("registered webhook " + id);
 *     }
 * }
 * }</pre>
 *
 * <p>A job uses it like any other action, with a credential profile that has the field {@code key}:
 *
 * <pre>{@code
 * {
 *   "id": "register",
 *   "action": "payments.register-webhook",
 *   "credential": "payments",
 *   "payload": {"url": "https://example.test/events"}
 * }
 * }</pre>
 *
 * <p>The types that components of records may have, their schemas, and what happens to exceptions are in the guide,
 * {@code docs/guide/java-modules.md}. This package depends on the tree types of Jackson and on JSpecify's annotations, and
 * on nothing else.
 */
@NullMarked
package dev.dispatch.sdk;

import org.jspecify.annotations.NullMarked;
