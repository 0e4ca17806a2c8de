package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tree with the places of its objects and arrays. Kept by node and not by pointer: the pointers of a large document
 * would need more room than the document.
 */
record PlacedTree(JsonNode root, IdentityHashMap<JsonNode, Position> places) {

    /** The place of the node, or of the nearest object or array above it. */
    Optional<Position> position(Pointer pointer) {
        JsonNode at = root;
        @Nullable Position found = places.get(root);
        for (String name : pointer.names()) {
            at = below(at, name);
            Position here = places.get(at);
            if (at.isMissingNode()) {
                break;
            }
            found = here == null ? found : here;
        }
        return Optional.ofNullable(found);
    }

    private static JsonNode below(JsonNode at, String name) {
        return at.isArray() ? new Pointer("/" + name).in(at) : at.path(name);
    }
}
