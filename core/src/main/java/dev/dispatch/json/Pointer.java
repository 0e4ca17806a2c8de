package dev.dispatch.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A JSON Pointer (RFC 6901): the exact address of a node in a document. */
public record Pointer(String text) {

    public static final Pointer ROOT = new Pointer("");

    /** The child with this member name; {@code ~} and {@code /} are escaped. */
    public Pointer child(String name) {
        boolean plain = name.indexOf('~') < 0 && name.indexOf('/') < 0;
        return new Pointer(text + "/" + (plain ? name : name.replace("~", "~0").replace("/", "~1")));
    }

    public Pointer child(int index) {
        return new Pointer(text + "/" + index);
    }

    /** This pointer followed by another. */
    public Pointer append(Pointer below) {
        return below.text.isEmpty() ? this : new Pointer(text + below.text);
    }

    /** The place that holds this one; the root has none and is its own. */
    public Pointer parent() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? this : new Pointer(text.substring(0, slash));
    }

    /** The node at this place; missing where there is none. */
    public JsonNode in(JsonNode document) {
        JsonNode at = document;
        for (String name : names()) {
            if (at.isArray()) {
                at = isIndex(name) && name.length() < 10 ? at.path(Integer.parseInt(name)) : MissingNode.getInstance();
            } else {
                at = at.path(name);
            }
        }
        return at;
    }

    /** The names on the way down, unescaped. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        int from = 1;
        while (from <= text.length()) {
            int to = text.indexOf('/', from);
            int end = to < 0 ? text.length() : to;
            names.add(text.substring(from, end).replace("~1", "/").replace("~0", "~"));
            from = end + 1;
        }
        return names;
    }

    /** The form people read: {@code scenario.steps[0].payload.title}. */
    public String dotted() {
        StringBuilder out = new StringBuilder();
        for (String name : names()) {
            if (isIndex(name)) {
                out.append('[').append(name).append(']');
            } else {
                if (!out.isEmpty()) {
                    out.append('.');
                }
                out.append(name);
            }
        }
        return out.toString();
    }

    private static boolean isIndex(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
