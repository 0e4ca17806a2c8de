package dev.dispatch.builtin;

import dev.dispatch.json.Json;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the definitions of a document that a schema of it refers to, directly or through others. */
final class UsedDefinitions {

    private static final String PREFIX = "#/$defs/";

    private final JsonNode definitions;
    private final Set<String> used = new TreeSet<>();

    private UsedDefinitions(JsonNode definitions) {
        this.definitions = definitions;
    }

    /** The definitions in the order of the document. */
    static ObjectNode of(JsonNode schema, JsonNode definitions) {
        UsedDefinitions search = new UsedDefinitions(definitions);
        search.follow(schema);
        ObjectNode found = Json.object();
        definitions.properties().forEach(member -> {
            if (search.used.contains(member.getKey())) {
                found.set(member.getKey(), member.getValue());
            }
        });
        return found;
    }

    private void follow(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        if (reference.isString() && reference.stringValue().startsWith(PREFIX)) {
            String name = reference.stringValue().substring(PREFIX.length());
            if (used.add(name)) {
                follow(definitions.path(name));
            }
        }
        schema.forEach(this::follow);
    }
}
