package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A node of the document with its place; missing where there is none. The pointer is made when it is asked for: most
 * nodes of a large document are looked at without it.
 */
final class Located {

    private final JsonNode node;
    private final @Nullable Located parent;
    private final String name;
    private @Nullable Pointer at;

    Located(JsonNode node, Pointer at) {
        this(node, null, "", at);
    }

    private Located(JsonNode node, @Nullable Located parent, String name, @Nullable Pointer at) {
        this.node = node;
        this.parent = parent;
        this.name = name;
        this.at = at;
    }

    JsonNode node() {
        return node;
    }

    Pointer at() {
        if (at == null) {
            at = parent == null ? Pointer.ROOT : parent.at().child(name);
        }
        return at;
    }

    Located child(String member) {
        return child(member, node.path(member));
    }

    /** The same where the value is at hand. */
    Located child(String member, JsonNode value) {
        return new Located(value, this, member, null);
    }

    Located child(int index) {
        return new Located(node.path(index), this, Integer.toString(index), null);
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    /** The text of a member; empty where it is no text. */
    String text(String member) {
        return node.path(member).asString("");
    }

    /** Whether a member says {@code true}. */
    boolean says(String member) {
        JsonNode value = node.path(member);
        return value.isBoolean() && value.booleanValue();
    }
}
