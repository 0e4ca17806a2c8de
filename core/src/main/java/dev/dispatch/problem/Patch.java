package dev.dispatch.problem;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One change of a document that mends a finding: an operation of a JSON Patch (RFC 6902). */
public sealed interface Patch {

    /** The place that is changed. */
    Pointer path();

    /** A member that was not there. */
    record Add(Pointer path, JsonNode value) implements Patch {}

    record Replace(Pointer path, JsonNode value) implements Patch {}

    record Remove(Pointer path) implements Patch {}

    /** Another name for a member; the new one must not be taken. */
    record Move(Pointer from, Pointer path) implements Patch {}

    /** Another text in the same place. */
    static Patch text(Pointer path, String value) {
        return new Replace(path, Json.text(value));
    }

    /** Another name for the member at this place. */
    static Patch rename(Pointer member, String name) {
        return new Move(member, member.parent().child(name));
    }

    /** The patch as RFC 6902 writes it: an array of this one operation. */
    default ArrayNode toJson() {
        ObjectNode operation = Json.object();
        switch (this) {
            case Add(Pointer path, JsonNode value) ->
                operation.put("op", "add").put("path", path.text()).set("value", value);
            case Replace(Pointer path, JsonNode value) ->
                operation.put("op", "replace").put("path", path.text()).set("value", value);
            case Remove(Pointer path) -> operation.put("op", "remove").put("path", path.text());
            case Move(Pointer from, Pointer path) ->
                operation.put("op", "move").put("from", from.text()).put("path", path.text());
        }
        return Json.array().add(operation);
    }

    /** Whether the document has the place. */
    default boolean fits(JsonNode document) {
        return path().parent().in(document).isContainer()
                && switch (this) {
                    case Add(Pointer path, JsonNode _) -> path.in(document).isMissingNode();
                    case Replace(Pointer path, JsonNode _) -> !path.in(document).isMissingNode();
                    case Remove(Pointer path) -> path.parent().in(document).isObject();
                    case Move(Pointer from, Pointer path) ->
                        !from.in(document).isMissingNode() && path.in(document).isMissingNode();
                };
    }

    /** A changed copy of a document that it fits. */
    default JsonNode applyTo(JsonNode document) {
        JsonNode copy = document.deepCopy();
        switch (this) {
            case Add(Pointer path, JsonNode value) -> set(copy, path, value);
            case Replace(Pointer path, JsonNode value) -> set(copy, path, value);
            case Remove(Pointer path) -> remove(copy, path);
            case Move(Pointer from, Pointer path) -> set(copy, path, remove(copy, from));
        }
        return copy;
    }

    private static void set(JsonNode document, Pointer path, JsonNode value) {
        JsonNode owner = path.parent().in(document);
        if (owner instanceof ArrayNode array) {
            array.set(Integer.parseInt(path.names().getLast()), value);
        } else {
            ((ObjectNode) owner).set(path.names().getLast(), value);
        }
    }

    /** Only members are removed: to remove an element would move its neighbours. */
    private static JsonNode remove(JsonNode document, Pointer path) {
        List<String> names = path.names();
        return ((ObjectNode) path.parent().in(document)).remove(names.getLast());
    }
}
