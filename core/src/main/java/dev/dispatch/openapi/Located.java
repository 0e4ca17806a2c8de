package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import tools.jackson.databind.JsonNode;

/** A node of the document with its place; missing where there is none. */
record Located(JsonNode node, Pointer at) {

    Located child(String name) {
        return new Located(node.path(name), at.child(name));
    }

    Located child(int index) {
        return new Located(node.path(index), at.child(index));
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    /** The text of a member; empty where it is no text. */
    String text(String name) {
        return node.path(name).asString("");
    }

    /** Whether a member says {@code true}. */
    boolean says(String name) {
        return node.path(name).isBoolean() && node.path(name).booleanValue();
    }
}
