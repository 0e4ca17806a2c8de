package dev.dispatch.schema;

import dev.dispatch.json.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in the defaults that a schema declares. */
final class Defaults {

    /** Beyond this the same schema cannot be validated with either, so that nothing half filled is ever used. */
    private static final long MOST_STEPS = 1_000_000;

    private final References references;
    private long steps;

    Defaults(References references) {
        this.references = references;
    }

    JsonNode fill(JsonNode schema, JsonNode value) {
        JsonNode filled = value;
        if (!value.isContainer() || !schema.isObject() || ++steps > MOST_STEPS) {
            return value;
        }
        for (JsonNode part : references.parts(schema)) {
            if (filled.isObject() && part.path("properties").isObject()) {
                filled = members(part.path("properties"), filled);
            } else if (filled.isArray() && part.path("items").isObject()) {
                filled = items(part, filled);
            }
        }
        return filled;
    }

    private JsonNode members(JsonNode declared, JsonNode object) {
        ObjectNode filled = Json.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            filled.set(member.getKey(), fill(declared.path(member.getKey()), member.getValue()));
        }
        for (Map.Entry<String, JsonNode> property : declared.properties()) {
            JsonNode value = property.getValue().get("default");
            if (value != null && !filled.has(property.getKey())) {
                filled.set(property.getKey(), value.deepCopy());
            }
        }
        return filled;
    }

    private JsonNode items(JsonNode schema, JsonNode array) {
        ArrayNode filled = Json.array();
        int prefix = schema.path("prefixItems").size();
        for (int i = 0; i < array.size(); i++) {
            filled.add(
                    i < prefix
                            ? fill(schema.path("prefixItems").path(i), array.get(i))
                            : fill(schema.path("items"), array.get(i)));
        }
        return filled;
    }
}
