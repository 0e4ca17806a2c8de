package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds where two values differ. Elements of arrays are compared by their index, after those that are equal at both ends;
 * where only the order differs, that is the one difference.
 */
final class JsonDiff {

    private static final int MOST_SHOWN = 10;
    /** Below, two values are compared whole; so the work stays within this many walks over the values. */
    private static final int MOST_DEPTH = 32;

    private static final int MOST_ORDERED = 1_000;

    private final List<Difference> shown = new ArrayList<>();
    private final Deque<String> names = new ArrayDeque<>();
    private int total;

    private JsonDiff() {}

    /** Of two objects, two arrays or two long texts; empty for others, which can be seen whole beside each other. */
    static Optional<Mismatch> between(JsonNode expected, JsonNode actual) {
        boolean alike = (expected.isObject() && actual.isObject())
                || (expected.isArray() && actual.isArray())
                || TextDifference.of(expected, actual).isPresent();
        if (!alike) {
            return Optional.empty();
        }
        JsonDiff diff = new JsonDiff();
        diff.compare(expected, actual);
        return diff.total == 0 ? Optional.empty() : Optional.of(new Mismatch.Differences(diff.shown, diff.total));
    }

    private void compare(JsonNode expected, JsonNode actual) {
        boolean deep = names.size() >= MOST_DEPTH;
        if (!deep && expected.isObject() && actual.isObject()) {
            objects(expected, actual);
        } else if (!deep && expected.isArray() && actual.isArray()) {
            arrays(expected, actual);
        } else if (!Json.equal(expected, actual)) {
            total++;
            if (isShown()) {
                shown.add(Difference.different(place(), expected, actual));
            }
        }
    }

    private void objects(JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            String name = member.getKey();
            if (actual.has(name)) {
                names.addLast(name);
                compare(member.getValue(), actual.get(name));
                names.removeLast();
            } else {
                missing(name, member.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> member : actual.properties()) {
            if (!expected.has(member.getKey())) {
                unexpected(member.getKey(), member.getValue());
            }
        }
    }

    private void arrays(JsonNode expected, JsonNode actual) {
        int shorter = Math.min(expected.size(), actual.size());
        int from = 0;
        while (from < shorter && Json.equal(expected.get(from), actual.get(from))) {
            from++;
        }
        int behind = 0;
        while (behind < shorter - from
                && Json.equal(expected.get(expected.size() - 1 - behind), actual.get(actual.size() - 1 - behind))) {
            behind++;
        }
        if (isReordered(expected, actual, from, behind)) {
            total++;
            if (isShown()) {
                shown.add(Difference.reordered(place(), expected, actual));
            }
            return;
        }
        for (int i = from; i < shorter - behind; i++) {
            names.addLast(String.valueOf(i));
            compare(expected.get(i), actual.get(i));
            names.removeLast();
        }
        for (int i = shorter - behind; i < expected.size() - behind; i++) {
            missing(String.valueOf(i), expected.get(i));
        }
        for (int i = shorter - behind; i < actual.size() - behind; i++) {
            unexpected(String.valueOf(i), actual.get(i));
        }
    }

    private static boolean isReordered(JsonNode expected, JsonNode actual, int from, int behind) {
        int to = expected.size() - behind;
        if (expected.size() != actual.size() || to - from < 2 || to - from > MOST_ORDERED) {
            return false;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (int i = from; i < to; i++) {
            counts.merge(Json.canonical(expected.get(i)), 1, Integer::sum);
        }
        for (int i = from; i < to; i++) {
            if (counts.merge(Json.canonical(actual.get(i)), -1, Integer::sum) < 0) {
                return false;
            }
        }
        return true;
    }

    private void missing(String name, JsonNode expected) {
        total++;
        if (isShown()) {
            shown.add(Difference.missing(place().child(name), expected));
        }
    }

    private void unexpected(String name, JsonNode actual) {
        total++;
        if (isShown()) {
            shown.add(Difference.unexpected(place().child(name), actual));
        }
    }

    private boolean isShown() {
        return total <= MOST_SHOWN;
    }

    private Pointer place() {
        Pointer at = Pointer.ROOT;
        for (String name : names) {
            at = at.child(name);
        }
        return at;
    }
}
