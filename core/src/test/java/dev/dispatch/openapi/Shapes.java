package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The few keywords of OpenAPI 3.0 that the mock's documents use, read as OpenAPI means them. */
record Shapes(JsonNode root) {

    private static final int DEEPEST = 3;

    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(new Pointer(node.path("$ref").stringValue().substring(1)).in(root))
                : node;
    }

    /** Holds what was sent against a schema. */
    void check(JsonNode written, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolved(written);
        if (value.isNull() && schema.path("nullable").asBoolean(false)) {
            return;
        }
        String type = schema.path("type").asString("");
        boolean fits = type.isEmpty() || type.equals(Json.typeOf(value)) || (type.equals("number") && value.isNumber());
        if (!fits) {
            faults.add(at + " must be " + type + ", is " + value);
        }
        if (schema.has("enum") && !schema.path("enum").valueStream().toList().contains(value)) {
            faults.add(at + " must be one of " + schema.path("enum") + ", is " + value);
        }
        if (schema.has("minimum")
                && value.decimalValue().compareTo(schema.path("minimum").decimalValue()) < 0) {
            faults.add(at + " is too small: " + value);
        }
        if (value.isArray()) {
            value.forEach(element -> check(schema.path("items"), element, at + "[]", faults));
        }
        if (value.isObject()) {
            members(schema, value, at, faults);
        }
    }

    private void members(JsonNode schema, JsonNode value, String at, List<String> faults) {
        JsonNode properties = schema.path("properties");
        for (JsonNode name : schema.path("required")) {
            boolean answered = resolved(properties.path(name.stringValue()))
                    .path("readOnly")
                    .asBoolean(false);
            if (!answered && !value.has(name.stringValue())) {
                faults.add(at + " has no " + name);
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode property = resolved(properties.path(member.getKey()));
            if (property.isMissingNode() || property.path("readOnly").asBoolean(false)) {
                faults.add(at + " has " + member.getKey());
            }
            check(property, member.getValue(), at + "." + member.getKey(), faults);
        }
    }

    /** A value as the schema says; optional members end where it goes round in circles. */
    JsonNode example(JsonNode written, int depth) {
        JsonNode schema = resolved(written);
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        if (schema.has("oneOf")) {
            ObjectNode one =
                    (ObjectNode) example(schema.path("oneOf").get(0), depth).deepCopy();
            JsonNode discriminator = schema.path("discriminator");
            String value =
                    discriminator.path("mapping").propertyNames().iterator().next();
            return one.put(discriminator.path("propertyName").stringValue(), value);
        }
        return switch (schema.path("type").asString("object")) {
            case "integer", "number" ->
                Json.number(Math.max(7, schema.path("minimum").asLong(7)));
            case "boolean" -> Json.parse("true");
            case "array" -> {
                ArrayNode array = Json.array();
                yield array.add(example(schema.path("items"), depth + 1));
            }
            case "string" ->
                Json.text(
                        switch (schema.path("format").asString("")) {
                            case "date-time" -> "2026-01-31T10:00:00Z";
                            case "email" -> "a@b.example";
                            default -> "text";
                        });
            default -> object(schema, depth);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.object();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            boolean needed = schema.path("required")
                    .valueStream()
                    .anyMatch(name -> name.asString("").equals(member.getKey()));
            boolean sent = resolved(member.getValue()).path("writeOnly").asBoolean(false);
            if (!sent && (needed || depth < DEEPEST)) {
                object.set(member.getKey(), example(member.getValue(), depth + 1));
            }
        }
        return object;
    }
}
