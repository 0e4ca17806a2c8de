package dev.dispatch.memory;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A dotted path to a value; segments are member names and never empty. */
record MemoryKey(String text, List<String> segments) {

    private static final int LONGEST = 1024;
    private static final int MOST_SEGMENTS = 64;

    MemoryKey {
        segments = List.copyOf(segments);
    }

    /** Refuses what no file could hold: empty keys, empty segments, more than 1024 characters or 64 segments. */
    static MemoryKey of(String text) {
        if (text.isEmpty()) {
            throw refused("A memory key is empty; write a dotted path such as users.first");
        }
        if (text.length() > LONGEST) {
            throw refused("A memory key is " + text.length() + " characters long; at most " + LONGEST + " are allowed");
        }
        List<String> segments = split(text);
        if (segments.contains("")) {
            throw refused("Memory key '" + text + "' has an empty segment; write one dot between two names");
        }
        if (segments.size() > MOST_SEGMENTS) {
            throw refused(
                    "A memory key has " + segments.size() + " segments; at most " + MOST_SEGMENTS + " are allowed");
        }
        return new MemoryKey(text, segments);
    }

    /** The first so many segments, dotted. */
    String upTo(int count) {
        return String.join(".", segments.subList(0, count));
    }

    /** True where both could not be stored at once: one is the other or runs through it. */
    boolean collidesWith(MemoryKey other) {
        int common = Math.min(segments.size(), other.segments.size());
        return segments.subList(0, common).equals(other.segments.subList(0, common));
    }

    /** Refuses a value that nests so deeply that the file could not be read again. */
    void checkDepthOf(JsonNode value) {
        if (!nestsAtMost(value, Json.MOST_NESTING - segments.size())) {
            throw refused("The value for memory key '" + text + "' nests deeper than " + Json.MOST_NESTING + " levels");
        }
    }

    private static boolean nestsAtMost(JsonNode node, int levels) {
        if (!node.isContainer()) {
            return true;
        }
        if (levels <= 0) {
            return false;
        }
        for (JsonNode child : node) {
            if (!nestsAtMost(child, levels - 1)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(String text) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
            segments.add(text.substring(from, dot));
            from = dot + 1;
        }
        segments.add(text.substring(from));
        return segments;
    }

    private static RuntimeException refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }
}
