package dev.dispatch.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds definitions that apply themselves to the same value again, by references and {@code allOf} and its like, or
 * over so many others that a check gives up, and removes the reference that closes the circle. Circles through members
 * and elements are harmless: values end.
 */
final class EndlessCircles {

    private static final int LONGEST_CHAIN = 80;

    /** How deep the search itself goes. */
    private static final int DEEPEST = 300;

    private static final int OPEN = -1;

    private final Map<String, ObjectNode> definitions;
    private final Map<String, Integer> lengths = new HashMap<>();
    private int cuts;

    EndlessCircles(Map<String, ObjectNode> definitions) {
        this.definitions = definitions;
    }

    /** @param cut is told each definition that lost a reference */
    void cut(Consumer<String> cut) {
        for (String name : definitions.keySet()) {
            length(name, 0, cut);
        }
    }

    /** How many schemas apply to one value from this definition on. */
    private int length(String name, int depth, Consumer<String> cut) {
        Integer known = lengths.get(name);
        if (known != null) {
            return known;
        }
        ObjectNode definition = definitions.get(name);
        if (definition == null) {
            return 0;
        }
        lengths.put(name, OPEN);
        int length = below(name, definition, 1, depth + 1, cut);
        lengths.put(name, length);
        return length;
    }

    private int below(String name, ObjectNode schema, int level, int depth, Consumer<String> cut) {
        int longest = 1;
        if (References.isReference(schema)) {
            int target = target(schema, depth, cut);
            if (target == OPEN || level + target >= LONGEST_CHAIN) {
                schema.remove("$ref");
                cuts++;
                cut.accept(name);
            } else {
                longest += target;
            }
        }
        for (String keyword : List.copyOf(schema.propertyNames())) {
            if (appliesInPlace(keyword)) {
                int before = cuts;
                longest = Math.max(longest, parts(name, operands(schema, keyword), level, depth, cut));
                if (cuts > before) {
                    loosen(schema, keyword);
                }
            }
        }
        return longest;
    }

    private int parts(String name, Iterable<JsonNode> operands, int level, int depth, Consumer<String> cut) {
        int longest = 1;
        for (JsonNode part : operands) {
            if (part instanceof ObjectNode object) {
                longest = Math.max(longest, 1 + below(name, object, level + 1, depth + 1, cut));
            }
        }
        return longest;
    }

    private static Iterable<JsonNode> operands(ObjectNode schema, String keyword) {
        JsonNode operand = schema.path(keyword);
        return operand.isArray() || keyword.equals("dependentSchemas") ? operand : List.of(operand);
    }

    /** What lost a reference accepts more; where that would make the whole accept less, the whole is left out. */
    private static void loosen(ObjectNode schema, String keyword) {
        if (keyword.equals("oneOf") && !schema.has("anyOf")) {
            schema.set("anyOf", schema.remove("oneOf"));
        } else if (keyword.equals("oneOf") || keyword.equals("not") || keyword.equals("if")) {
            schema.remove(keyword);
        }
    }

    private int target(ObjectNode schema, int depth, Consumer<String> cut) {
        String name = schema.path("$ref").stringValue().substring("#/$defs/".length());
        boolean tooDeep = depth > DEEPEST && !lengths.containsKey(name);
        return tooDeep ? OPEN : length(name, depth, cut);
    }

    private static boolean appliesInPlace(String keyword) {
        return switch (keyword) {
            case "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas" -> true;
            default -> false;
        };
    }
}
