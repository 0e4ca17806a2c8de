package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes what an operation answers where it succeeds. */
final class Responses {

    private final References references;
    private final Definitions definitions;

    Responses(References references, Definitions definitions) {
        this.references = references;
        this.definitions = definitions;
    }

    /** Adds {@code expectStatus} and {@code responseSchema} to an action. */
    void write(RequestDraft draft, ObjectNode action) {
        Located responses = draft.operation().node().child("responses");
        ArrayNode statuses = Json.array();
        List<ObjectNode> schemas = new ArrayList<>();
        boolean empty = false;
        for (String status : responses.node().propertyNames()) {
            if (isSuccess(status)) {
                statuses.add(status.endsWith("XX") ? Json.text("2xx") : Json.number(Integer.parseInt(status)));
                Optional<ObjectNode> schema = response(responses.child(status), draft);
                empty |= schema.isEmpty();
                schema.filter(found -> !schemas.contains(found)).ifPresent(schemas::add);
            }
        }
        if (schemas.isEmpty() && statuses.isEmpty() && responses.node().has("default")) {
            response(responses.child("default"), draft).ifPresent(schemas::add);
        }
        if (!statuses.isEmpty()) {
            action.set("expectStatus", statuses);
        }
        if (!schemas.isEmpty()) {
            action.set("responseSchema", either(schemas, empty));
        }
    }

    /** An answer without a body is an empty object to a step. */
    private static ObjectNode either(List<ObjectNode> schemas, boolean empty) {
        if (schemas.size() == 1 && !empty) {
            return schemas.getFirst();
        }
        ObjectNode either = Json.object();
        ArrayNode alternatives = either.putArray("anyOf");
        schemas.forEach(alternatives::add);
        if (empty) {
            alternatives.addObject().put("type", "object").put("maxProperties", 0);
        }
        return either;
    }

    private static boolean isSuccess(String status) {
        return status.equals("2XX")
                || (status.length() == 3
                        && status.charAt(0) == '2'
                        && Character.digit(status.charAt(1), 10) >= 0
                        && Character.digit(status.charAt(2), 10) >= 0
                        && status.chars().allMatch(c -> c < 128));
    }

    private Optional<ObjectNode> response(Located written, RequestDraft draft) {
        return switch (references.follow(written)) {
            case References.Target.Nowhere(String why) -> {
                draft.without(written.at(), "response", "nothing is said of the answer: " + why);
                yield Optional.of(Json.object());
            }
            case References.Target.Found(Located response) -> schema(response, draft);
        };
    }

    /** Empty where there is no body. */
    private Optional<ObjectNode> schema(Located response, RequestDraft draft) {
        notTaken(response, "links", "a step cannot follow them by itself", draft);
        notTaken(response, "headers", "a step sees the body of an answer, not its headers", draft);
        Located content = response.child("content");
        for (String type : content.node().propertyNames()) {
            if (MediaTypes.isJson(type)) {
                JsonNode schema = content.node().path(type).path("schema");
                return Optional.of(
                        schema.isMissingNode()
                                ? Json.object()
                                : definitions.schema(content.child(type).child("schema"), Direction.ANSWERED));
            }
        }
        if (content.node().isEmpty()) {
            return Optional.empty();
        }
        draft.without(content.at(), "schema of an answer that is not JSON", "nothing is said of the answer");
        return Optional.of(Json.object());
    }

    private static void notTaken(Located response, String member, String why, RequestDraft draft) {
        Located found = response.child(member);
        if (!found.node().isEmpty()) {
            draft.without(found.at(), member + " of an answer", why);
        }
    }
}
