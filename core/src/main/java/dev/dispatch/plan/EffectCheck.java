package dev.dispatch.plan;

import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.sdk.Effect;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What effect a call counts as, and whether policies allow it. */
public final class EffectCheck {

    private EffectCheck() {}

    /**
     * Which rule forbids a call; empty where none does, or where its method is not known yet.
     *
     * @param payload with expressions or without
     */
    public static Optional<Denial> denial(Policies policies, Node.Callable callable, JsonNode payload) {
        if (callable.isHttpRequest()) {
            return method(payload)
                    .flatMap(method -> policies.effect(ofMethod(method).word(), "a request with the method " + method));
        }
        if (callable.isGraphql()) {
            Optional<Effect> effect = ofDocument(payload);
            return policies.effect(
                    effect.orElse(Effect.DELETE).word(),
                    effect.isPresent()
                            ? "this GraphQL operation"
                            : "a GraphQL operation that is not known and counts as the worst: give values as variables");
        }
        Effect declared = callable.provided().action().effect();
        String of = declared == null
                ? "'" + callable.key() + "', which names no effect and counts as the worst"
                : "'" + callable.key() + "'";
        return policies.effect((declared == null ? Effect.DELETE : declared).word(), of);
    }

    /**
     * The effect that the module names, of a called job the worst of its steps, or of {@code http.request} the one of its method; empty where neither is known,
     * so that the call counts as the worst.
     */
    public static Optional<Effect> known(Node.Leaf node) {
        if (node instanceof Node.Call call) {
            return call.called().effect();
        }
        Node.Callable callable = node.target();
        if (callable.isGraphql()) {
            return ofDocument(node.targetPayload());
        }
        return callable.isHttpRequest()
                ? method(node.targetPayload()).map(EffectCheck::ofMethod)
                : Optional.ofNullable(callable.provided().action().effect());
    }

    /** The method of {@code http.request}, in capitals; empty where an expression gives it. */
    static Optional<String> method(JsonNode payload) {
        JsonNode method = payload.path("method");
        String text = method.asString("GET");
        return text.contains("${") ? Optional.empty() : Optional.of(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<Effect> ofDocument(JsonNode payload) {
        JsonNode query = payload.path("query");
        return query.isString() ? GraphqlEffect.of(query.stringValue()) : Optional.empty();
    }

    /** What a request does by its method alone; one that is not known may do anything. */
    private static Effect ofMethod(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> Effect.READ;
            case "POST", "PUT", "PATCH" -> Effect.WRITE;
            default -> Effect.DELETE;
        };
    }
}
