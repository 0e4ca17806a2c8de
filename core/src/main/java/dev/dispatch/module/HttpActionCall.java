package dev.dispatch.module;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out an action that is described by one request. */
public final class HttpActionCall {

    private final HttpAction action;
    private final ObjectNode input;
    private final Generator generator;
    private final Scope scope;

    /**
     * A call to be made once.
     *
     * @param credential the bound credential; null where the step binds none
     * @param environment what {@code ${env.NAME}} sees
     */
    public HttpActionCall(
            HttpAction action,
            ObjectNode input,
            @Nullable ObjectNode credential,
            JsonNode environment,
            Generator generator) {
        this(action, input, credential, environment, generator, UnaryOperator.identity());
    }

    /**
     * The same with a say in what the expressions of the request see.
     *
     * @param view is given what they see and gives what they see instead
     */
    public HttpActionCall(
            HttpAction action,
            ObjectNode input,
            @Nullable ObjectNode credential,
            JsonNode environment,
            Generator generator,
            UnaryOperator<Scope> view) {
        this.action = action;
        this.input = input;
        this.generator = generator;
        Map<String, JsonNode> roots = new HashMap<>();
        roots.put("input", input);
        roots.put("env", environment);
        if (credential != null) {
            roots.put("credential", credential);
        }
        this.scope = view.apply(new TreeScope(roots, generator));
    }

    /**
     * The request as it would be sent, before base URL and default headers.
     *
     * @throws ActionException of kind {@code BAD_INPUT} where no request can be made of the values
     */
    public HttpRequest request() {
        return new RequestRendering(action, scope).request();
    }

    /**
     * Sends the request and takes response and exports from the answer.
     *
     * @throws ActionException where the answer is not what the action promises
     */
    public ActionResult<JsonNode> send(ActionContext<ObjectNode> context) {
        HttpResponse answer = context.http().send(request());
        context.http().requireOk(answer, answer.label());
        JsonNode response = response(answer);
        ActionResult<JsonNode> result = ActionResult.response(response);
        if (!action.exports().isEmpty()) {
            result = result.exports(exports(answer.body()));
        }
        String detail = detail(response);
        return detail == null ? result : result.detail(detail);
    }

    /** An answer without a body, such as one of 204, has no part: its response is the empty object in any case. */
    private JsonNode response(HttpResponse answer) {
        return action.response() == null || answer.content().length == 0
                ? answer.body()
                : part(action.response(), answer);
    }

    private static JsonNode part(JsonPath path, HttpResponse answer) {
        return path.value(answer.body())
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.FAILED,
                        "INVALID_EXPORTS",
                        answer.label() + " answered "
                                + (isText(answer.body()) ? "a text that is not JSON, and so " : "")
                                + "without anything at " + path.text(),
                        answer.body()));
    }

    private static boolean isText(JsonNode body) {
        return body.size() == 1 && body.has("_raw");
    }

    private ObjectNode exports(JsonNode body) {
        ObjectNode exports = Json.object();
        action.exports().forEach((name, path) -> path.value(body).ifPresent(value -> exports.set(name, value)));
        return exports;
    }

    private @Nullable String detail(JsonNode response) {
        if (action.detail() == null) {
            return null;
        }
        TreeScope seen = new TreeScope(Map.of("input", input, "response", response), generator);
        return switch (action.detail().render(seen, UnaryOperator.identity())) {
            case Evaluated.Value(JsonNode value, var _) -> Json.show(value);
            case Evaluated.LeftOut _, Evaluated.Failed _ -> null;
        };
    }
}
