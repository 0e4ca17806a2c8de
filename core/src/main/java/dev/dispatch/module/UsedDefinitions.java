package dev.dispatch.module;

import dev.dispatch.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a schema that stands on its own of one that refers to definitions shared by a whole document. */
public final class UsedDefinitions {

    private static final String PREFIX = "#/$defs/";

    private UsedDefinitions() {}

    /** The schema with those definitions that it uses, directly or through others; its own win. It shares nodes with both. */
    public static ObjectNode joined(ObjectNode schema, JsonNode definitions) {
        ObjectNode used = definitions.isEmpty() ? Json.object() : of(schema, definitions);
        if (used.isEmpty()) {
            return schema;
        }
        ObjectNode whole = Json.object();
        schema.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        schema.path("$defs").properties().forEach(own -> used.set(own.getKey(), own.getValue()));
        whole.set("$defs", used);
        return whole;
    }

    /** The definitions in the order of the document. */
    static ObjectNode of(JsonNode schema, JsonNode definitions) {
        Set<String> used = new HashSet<>();
        Deque<JsonNode> left = new ArrayDeque<>();
        left.add(schema);
        while (!left.isEmpty()) {
            JsonNode at = left.pop();
            JsonNode reference = at.path("$ref");
            if (reference.isString() && reference.stringValue().startsWith(PREFIX)) {
                String name = nameIn(reference.stringValue());
                if (used.add(name)) {
                    left.push(definitions.path(name));
                }
            }
            at.forEach(left::push);
        }
        ObjectNode found = Json.object();
        if (!used.isEmpty()) {
            definitions.properties().forEach(member -> {
                if (used.contains(member.getKey())) {
                    found.set(member.getKey(), member.getValue());
                }
            });
        }
        return found;
    }

    /** A reference may lead to a place inside of a definition. */
    private static String nameIn(String reference) {
        int end = reference.indexOf('/', PREFIX.length());
        return end < 0 ? reference.substring(PREFIX.length()) : reference.substring(PREFIX.length(), end);
    }
}
