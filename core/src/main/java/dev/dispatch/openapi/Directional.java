package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Knows which schemas hold {@code readOnly} or {@code writeOnly} members, in themselves or in what they refer to: those
 * need one definition for what is sent and one for what is answered, all others share one.
 */
final class Directional {

    private final References references;
    private final Map<Pointer, Boolean> known = new HashMap<>();

    Directional(References references) {
        this.references = references;
    }

    /** Looks at each schema once, however often and from wherever it is asked for. */
    boolean isDirectional(Located schema) {
        Boolean answer = known.get(schema.at());
        if (answer == null) {
            explore(schema);
            answer = known.getOrDefault(schema.at(), false);
        }
        return answer;
    }

    private void explore(Located start) {
        Map<Pointer, List<Pointer>> users = new HashMap<>();
        Set<Pointer> fresh = new HashSet<>(Set.of(start.at()));
        Deque<Located> open = new ArrayDeque<>(List.of(start));
        Deque<Pointer> marked = new ArrayDeque<>();
        while (!open.isEmpty()) {
            Located schema = open.pop();
            Scan scan = scan(schema.node());
            boolean directional = scan.flagged;
            for (String text : scan.references) {
                if (references.target(text) instanceof References.Target.Found(Located target)) {
                    directional |= known.getOrDefault(target.at(), false);
                    if (!known.containsKey(target.at())) {
                        users.computeIfAbsent(target.at(), _ -> new ArrayList<>())
                                .add(schema.at());
                        if (fresh.add(target.at())) {
                            open.push(target);
                        }
                    }
                }
            }
            if (directional) {
                marked.push(schema.at());
            }
        }
        fresh.forEach(at -> known.put(at, false));
        while (!marked.isEmpty()) {
            Pointer at = marked.pop();
            if (Boolean.FALSE.equals(known.put(at, true))) {
                marked.addAll(users.getOrDefault(at, List.of()));
            }
        }
    }

    private record Scan(boolean flagged, Set<String> references) {}

    /** Everything inside, whatever the keyword: an example that looks like a schema does no harm. */
    private static Scan scan(JsonNode schema) {
        Set<String> found = new HashSet<>();
        boolean flagged = false;
        Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (node.isObject()) {
                flagged |= isTrue(node.path("readOnly")) || isTrue(node.path("writeOnly"));
                if (References.isReference(node)) {
                    found.add(node.path("$ref").stringValue());
                }
            }
            for (JsonNode child : node) {
                if (child.isContainer()) {
                    open.push(child);
                }
            }
        }
        return new Scan(flagged, found);
    }

    private static boolean isTrue(JsonNode node) {
        return node.isBoolean() && node.booleanValue();
    }
}
