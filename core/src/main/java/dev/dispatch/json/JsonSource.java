package dev.dispatch.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A document with the place of each of its nodes.
 *
 * @param positions by pointer text; a member's place is that of its name
 * @param duplicates members whose name stood before in the same object
 */
public record JsonSource(String text, JsonNode root, Map<String, Position> positions, List<Duplicate> duplicates) {

    /** A member that repeats a name; the later value wins. */
    public record Duplicate(Pointer pointer, Position position) {}

    /**
     * Reads a text.
     *
     * @throws JsonSyntaxException with the place of the first fault
     */
    public static JsonSource read(String text) {
        return JsonReader.read(text);
    }

    /**
     * The same without places, which cost more than the document: for one that is most likely right, to be read again
     * where it is not. What is written twice is there, at no place.
     *
     * @throws JsonSyntaxException with the place of the first fault
     */
    public static JsonSource unplaced(String text) {
        return JsonReader.unplaced(text);
    }

    /** The place of a node, or of the nearest node above it that is there. */
    public Optional<Position> position(Pointer pointer) {
        String at = pointer.text();
        while (true) {
            Position position = positions.get(at);
            if (position != null) {
                return Optional.of(position);
            }
            int slash = at.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            at = at.substring(0, slash);
        }
    }
}
