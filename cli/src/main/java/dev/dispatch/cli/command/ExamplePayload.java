package dev.dispatch.cli.command;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a payload that fits an action's schema: the author's own example, else one with the required members. */
final class ExamplePayload {

    private static final int DEEPEST = 8;

    private ExamplePayload() {}

    /** Empty where no payload was found that fits. */
    static Optional<ObjectNode> of(JsonNode schema) {
        if (!(JsonSchema.compile(schema) instanceof JsonSchema.Compiled.Ok ok)) {
            return Optional.empty();
        }
        JsonNode example = value(schema, DEEPEST);
        return example instanceof ObjectNode object
                        && ok.schema().validate(object).isEmpty()
                ? Optional.of(object)
                : Optional.empty();
    }

    private static JsonNode value(JsonNode schema, int levels) {
        for (String member : new String[] {"examples", "enum"}) {
            if (!schema.path(member).isEmpty()) {
                return schema.get(member).get(0);
            }
        }
        for (String member : new String[] {"default", "const"}) {
            if (schema.has(member)) {
                return schema.get(member);
            }
        }
        JsonNode type = schema.path("type");
        String name = type.isArray() && !type.isEmpty() ? type.get(0).asString("") : type.asString("object");
        return switch (name) {
            case "string" -> Json.text("text");
            case "integer", "number" -> number(schema);
            case "boolean" -> Json.parse("true");
            case "array" -> array(schema, levels);
            case "null" -> Json.nothing();
            default -> object(schema, levels);
        };
    }

    private static JsonNode number(JsonNode schema) {
        return schema.has("minimum") ? schema.get("minimum") : Json.parse("1");
    }

    private static JsonNode array(JsonNode schema, int levels) {
        return levels > 0 && schema.path("minItems").asInt(0) > 0
                ? Json.array().add(value(schema.path("items"), levels - 1))
                : Json.array();
    }

    private static JsonNode object(JsonNode schema, int levels) {
        ObjectNode object = Json.object();
        if (levels > 0) {
            for (JsonNode name : schema.path("required")) {
                String member = name.asString("");
                object.set(member, value(schema.path("properties").path(member), levels - 1));
            }
        }
        return object;
    }
}
