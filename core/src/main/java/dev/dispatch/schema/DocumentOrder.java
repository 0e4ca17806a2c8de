package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Brings violations into the order in which their places stand in the document, an object before its members. */
final class DocumentOrder {

    private record Placed(SchemaViolation violation, List<Integer> path) {}

    private final JsonNode document;
    private final IdentityHashMap<JsonNode, Map<String, Integer>> indexes = new IdentityHashMap<>();

    DocumentOrder(JsonNode document) {
        this.document = document;
    }

    /** Sorted, each once, at most so many. */
    List<SchemaViolation> sort(List<SchemaViolation> violations, int most) {
        if (violations.size() < 2) {
            return violations;
        }
        return violations.stream()
                .distinct()
                .map(violation -> new Placed(violation, path(violation.pointer())))
                .sorted(Comparator.<Placed, List<Integer>>comparing(Placed::path, DocumentOrder::compare)
                        .thenComparing(placed -> placed.violation.keyword())
                        .thenComparing(placed -> placed.violation.message()))
                .limit(most)
                .map(Placed::violation)
                .toList();
    }

    private List<Integer> path(Pointer pointer) {
        List<Integer> path = new ArrayList<>();
        JsonNode node = document;
        for (String name : pointer.names()) {
            if (node.isArray()) {
                int index = Integer.parseInt(name);
                path.add(index);
                node = node.path(index);
            } else {
                path.add(indexes.computeIfAbsent(node, DocumentOrder::indexes).getOrDefault(name, Integer.MAX_VALUE));
                node = node.path(name);
            }
        }
        return path;
    }

    private static Map<String, Integer> indexes(JsonNode object) {
        Map<String, Integer> indexes = new HashMap<>();
        for (String name : object.propertyNames()) {
            indexes.put(name, indexes.size());
        }
        return indexes;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
