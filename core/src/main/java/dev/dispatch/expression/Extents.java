package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How large a value may become that expressions put together: a loop that wraps what it gave before adds a level with each
 * pass, or doubles the whole, since the parts are shared until somebody reads them.
 */
final class Extents {

    /** What a document may have in all: an object or an array weighs as much as sixteen plain values. */
    private static final int MOST = 16 * 1024 * 1024;

    private static final int CONTAINER = 16;

    private int left = MOST;

    private Extents() {}

    /** Why a value is too large; empty where it is not. */
    static Optional<String> fault(JsonNode value) {
        if (!value.isContainer()) {
            return Optional.empty();
        }
        Extents extents = new Extents();
        return extents.isTooDeep(value, 0)
                ? Optional.of("the value grows deeper than " + Json.MOST_NESTING + " levels")
                : extents.left < 0
                        ? Optional.of("the value grows larger than " + MOST / CONTAINER + " objects and arrays")
                        : Optional.empty();
    }

    private boolean isTooDeep(JsonNode node, int depth) {
        left -= CONTAINER;
        if (depth == Json.MOST_NESTING) {
            return true;
        }
        for (JsonNode child : node) {
            if (left < 0) {
                return false;
            }
            if (!child.isContainer()) {
                left--;
            } else if (isTooDeep(child, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
