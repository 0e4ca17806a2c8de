package dev.dispatch.engine;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The names that may have been meant, in the one place of a problem where programs look for them. */
final class Suggestions {

    private Suggestions() {}

    /** Adds {@code suggestions} to the details of a problem; nothing where no name comes near. */
    static void add(ObjectNode details, List<String> near) {
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
    }
}
