package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows references through trees. */
public final class Paths {

    private static final int MOST_NAMES = 20;
    private static final int MOST_COMPARED = 1_000;
    private static final int LONGEST_NAME = 60;

    private Paths() {}

    /**
     * Follows a reference from a node.
     *
     * @param consumed how many of its segments lead to {@code start}
     */
    public static Lookup find(Expression.Reference reference, int consumed, JsonNode start) {
        JsonNode at = start;
        for (int i = consumed; i < reference.segments().size(); i++) {
            JsonNode next = child(at, reference.segments().get(i));
            if (next == null) {
                return new Lookup.Absent(describe(ReferenceText.label(reference, i), at), instead(reference, i, at));
            }
            at = next;
        }
        return new Lookup.Present(at);
    }

    /** The node below, empty where a segment leads nowhere. */
    public static Optional<JsonNode> find(JsonNode start, List<Segment> segments) {
        JsonNode at = start;
        for (Segment segment : segments) {
            JsonNode next = child(at, segment);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** Half a sentence on what a node holds, without its values: {@code response has: id, title}. */
    public static String describe(String label, JsonNode node) {
        if (node.isObject()) {
            return node.isEmpty() ? label + " is an empty object" : label + " has: " + names(node);
        }
        if (node.isArray()) {
            return label + " is an array of " + node.size();
        }
        String type = Json.typeOf(node);
        return label + " is " + (type.equals("null") ? "null" : (type.equals("integer") ? "an " : "a ") + type);
    }

    private static String names(JsonNode object) {
        String shown = object.propertyNames().stream()
                .limit(MOST_NAMES)
                .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name)
                .collect(Collectors.joining(", "));
        int more = object.size() - MOST_NAMES;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static @Nullable JsonNode child(JsonNode node, Segment segment) {
        return switch (segment) {
            case Segment.Index(int index) -> node.isArray() ? node.get(index) : null;
            case Segment.Name(String name) -> {
                if (node.isObject()) {
                    yield node.get(name);
                }
                yield node.isArray() && isIndex(name) ? node.get(Integer.parseInt(name)) : null;
            }
        };
    }

    private static boolean isIndex(String name) {
        boolean form = !name.isEmpty() && name.length() <= 9 && (name.length() == 1 || name.charAt(0) != '0');
        return form && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The reference with its failing name replaced by a near one, where that leads somewhere. */
    private static List<String> instead(Expression.Reference reference, int failing, JsonNode at) {
        if (!at.isObject() || !(reference.segments().get(failing) instanceof Segment.Name(String name))) {
            return List.of();
        }
        List<String> known = at.propertyNames().stream().limit(MOST_COMPARED).toList();
        List<String> ways = new ArrayList<>();
        for (String near : NearNames.of(name, known)) {
            List<Segment> segments = new ArrayList<>(reference.segments());
            segments.set(failing, new Segment.Name(near));
            if (find(at, segments.subList(failing, segments.size())).isPresent()) {
                ways.add("${" + new Expression.Reference(0, reference.root(), segments).text() + "}");
            }
        }
        return ways;
    }
}
