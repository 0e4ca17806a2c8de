package dev.dispatch.module;

import dev.dispatch.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes schemas that stand on their own of those that refer to definitions shared by a whole document. Each definition is
 * looked through once, however many schemas use it: a module may have a thousand of both.
 */
public final class UsedDefinitions {

    private static final String PREFIX = "#/$defs/";

    private final JsonNode definitions;
    private final Map<String, List<String>> references = new HashMap<>();

    /** @param definitions an object of schemas */
    public UsedDefinitions(JsonNode definitions) {
        this.definitions = definitions;
    }

    /** The schema with those definitions that it uses, directly or through others; its own win. It shares nodes with both. */
    public ObjectNode joined(ObjectNode schema) {
        ObjectNode used = definitions.isEmpty() ? Json.object() : usedBy(schema);
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
    ObjectNode usedBy(JsonNode schema) {
        Set<String> used = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(namesIn(schema));
        while (!left.isEmpty()) {
            String name = left.pop();
            if (used.add(name)) {
                left.addAll(namesInDefinition(name));
            }
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

    private List<String> namesInDefinition(String name) {
        List<String> names = references.get(name);
        if (names == null) {
            names = namesIn(definitions.path(name));
            references.put(name, names);
        }
        return names;
    }

    /** The names of the definitions that a schema refers to by itself. */
    private static List<String> namesIn(JsonNode schema) {
        List<String> names = new ArrayList<>();
        Deque<JsonNode> left = new ArrayDeque<>();
        left.add(schema);
        while (!left.isEmpty()) {
            JsonNode at = left.pop();
            JsonNode reference = at.path("$ref");
            if (reference.isString() && reference.stringValue().startsWith(PREFIX)) {
                names.add(nameIn(reference.stringValue()));
            }
            for (JsonNode child : at) {
                if (child.isContainer()) {
                    left.push(child);
                }
            }
        }
        return names;
    }

    /** A reference may lead to a place inside of a definition. */
    private static String nameIn(String reference) {
        int end = reference.indexOf('/', PREFIX.length());
        return end < 0 ? reference.substring(PREFIX.length()) : reference.substring(PREFIX.length(), end);
    }
}
