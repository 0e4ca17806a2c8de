package dev.dispatch.redact;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The texts of a secret that are secret on their own: of a value in several lines (a PEM file) each long line, of one that
 * is a JSON object or array each long text in it.
 */
final class SecretParts {

    private static final int SHORTEST = 12;

    private SecretParts() {}

    /** The value itself first. */
    static List<String> of(String value) {
        List<String> parts = new ArrayList<>();
        parts.add(value);
        String stripped = value.strip();
        if (!stripped.equals(value)) {
            parts.add(stripped);
        }
        if (stripped.indexOf('\n') >= 0) {
            stripped.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST && !line.startsWith("-----"))
                    .forEach(parts::add);
        }
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            addJson(stripped, parts);
        }
        return parts;
    }

    /** Every long text below a node. */
    static void add(JsonNode node, List<String> parts) {
        if (node.isString()
                && node.stringValue().indexOf(' ') < 0
                && node.stringValue().length() >= SHORTEST) {
            parts.add(node.stringValue());
        }
        node.forEach(child -> add(child, parts));
    }

    private static void addJson(String json, List<String> parts) {
        try {
            add(Json.parse(json), parts);
        } catch (JsonSyntaxException e) {
            // It only looked like JSON and is a secret as the text it is.
            return;
        }
    }
}
