package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says {@code nullable} of OpenAPI 3.0 in JSON Schema. */
final class Nullability {

    private Nullability() {}

    /** The translated schema, which accepts null too where the document's is nullable. */
    static ObjectNode applied(JsonNode schema, ObjectNode translated) {
        JsonNode nullable = schema.path("nullable");
        if (!nullable.isBoolean() || !nullable.booleanValue()) {
            return translated;
        }
        if (appliesOthers(translated)) {
            ObjectNode either = Json.object();
            if (translated.has("description")) {
                either.set("description", translated.remove("description"));
            }
            either.putArray("anyOf").add(translated).addObject().put("type", "null");
            return either;
        }
        JsonNode type = translated.path("type");
        if (type.isString()) {
            translated.putArray("type").add(type).add("null");
        } else if (type instanceof ArrayNode types) {
            addOnce(types, Json.text("null"));
        }
        if (translated.path("enum") instanceof ArrayNode values) {
            ArrayNode more = Json.array().addAll(values);
            addOnce(more, Json.nothing());
            translated.set("enum", more);
        }
        return translated;
    }

    private static boolean appliesOthers(ObjectNode schema) {
        return schema.has("$ref")
                || schema.has("allOf")
                || schema.has("anyOf")
                || schema.has("oneOf")
                || schema.has("not")
                || schema.has("if")
                || schema.has("const");
    }

    private static void addOnce(ArrayNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return;
            }
        }
        values.add(value);
    }
}
