package dev.dispatch.openapi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which definitions refer to which, and how large a schema is with everything it refers to. */
final class DefinitionGraph {

    private static final String PREFIX = "#/$defs/";

    private record Node(String name, int size, int[] references) {}

    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final int[] seen;
    private int walk;

    DefinitionGraph(Map<String, ObjectNode> definitions) {
        definitions.keySet().forEach(name -> indexes.put(name, indexes.size()));
        definitions.forEach((name, schema) -> nodes.add(node(name, schema)));
        seen = new int[nodes.size()];
    }

    /** About how many subschemas a check of the schema has to know; stops to count above the limit. */
    int size(JsonNode schema, int limit) {
        Node start = node("", schema);
        walk++;
        return visit(start.references, start.size, limit, _ -> {});
    }

    /** The names of the definitions that the actions need. */
    List<String> usedBy(JsonNode actions) {
        List<String> used = new ArrayList<>();
        walk++;
        visit(node("", actions).references, 0, Integer.MAX_VALUE, node -> used.add(node.name));
        return used;
    }

    private int visit(int[] from, int counted, int limit, Consumer<Node> each) {
        Deque<int[]> open = new ArrayDeque<>(List.of(from));
        int size = counted;
        while (!open.isEmpty() && size <= limit) {
            for (int index : open.pop()) {
                if (seen[index] != walk) {
                    seen[index] = walk;
                    Node node = nodes.get(index);
                    size += node.size;
                    each.accept(node);
                    open.push(node.references);
                }
            }
        }
        return size;
    }

    private Node node(String name, JsonNode schema) {
        int size = 0;
        List<Integer> references = new ArrayList<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            String reference = node.path("$ref").asString("");
            Integer index = reference.startsWith(PREFIX) ? indexes.get(reference.substring(PREFIX.length())) : null;
            if (index != null) {
                references.add(index);
            }
            size += node.isObject() ? 1 : 0;
            for (JsonNode child : node) {
                if (child.isContainer()) {
                    open.push(child);
                }
            }
        }
        return new Node(
                name,
                size,
                references.stream().mapToInt(Integer::intValue).distinct().toArray());
    }
}
