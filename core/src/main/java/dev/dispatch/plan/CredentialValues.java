package dev.dispatch.plan;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the values of a credential, which an environment holds as texts, as the types that an action declares. */
public final class CredentialValues {

    private CredentialValues() {}

    /** A new object; a text that is none of the declared types stays a text. */
    public static ObjectNode typed(JsonSchema schema, ObjectNode values) {
        ObjectNode typed = Json.object();
        values.properties().forEach(field -> {
            JsonNode value = field.getValue();
            typed.set(field.getKey(), value.isString() ? schema.fromText(field.getKey(), value.stringValue()) : value);
        });
        return typed;
    }
}
