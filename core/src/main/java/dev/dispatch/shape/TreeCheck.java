package dev.dispatch.shape;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.sdk.ActionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes sure that a tree which an author's code built is JSON: trees can hold Java objects and numbers that are none. */
public final class TreeCheck {

    /** What is put around a value in a record has to be readable too. */
    private static final int DEEPEST = Json.MOST_NESTING - 20;

    private TreeCheck() {}

    /**
     * The same tree.
     *
     * @param name of the whole, for the message
     * @throws ActionException with a place that is not JSON, or is nested too deep
     */
    public static JsonNode checked(JsonNode node, String name, Pointer at) {
        // Without places first, since nearly every tree is sound and some are large.
        if (!isJson(node, DEEPEST)) {
            throw fault(node, name, at, DEEPEST);
        }
        return node;
    }

    private static boolean isJson(JsonNode node, int deeper) {
        if (deeper == 0 || fault(node) != null) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isJson(child, deeper - 1)) {
                return false;
            }
        }
        return true;
    }

    private static ActionException fault(JsonNode node, String name, Pointer at, int deeper) {
        String own = deeper == 0 ? "is nested too deep" : fault(node);
        if (own != null) {
            return misfit(name, at, own);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!isJson(member.getValue(), deeper - 1)) {
                return fault(member.getValue(), name, at.child(member.getKey()), deeper - 1);
            }
        }
        int index = 0;
        while (isJson(node.path(index), deeper - 1)) {
            index++;
        }
        return fault(node.path(index), name, at.child(index), deeper - 1);
    }

    private static @Nullable String fault(JsonNode node) {
        return switch (node.getNodeType()) {
            case BINARY, POJO -> "is a Java object, which is not JSON";
            case MISSING -> "is a missing node, which is not JSON";
            case NUMBER ->
                (node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())
                        ? "is " + node.doubleValue() + ", which JSON has no form for"
                        : null;
            case OBJECT, ARRAY, STRING, BOOLEAN, NULL -> null;
        };
    }

    static ActionException misfit(String name, Pointer at, String message) {
        String place = at.dotted();
        boolean joined = place.isEmpty() || place.startsWith("[");
        return ActionException.failed((joined ? name + place : name + "." + place) + " " + message);
    }
}
