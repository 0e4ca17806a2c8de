package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.Places;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies a JSON Patch as RFC 6902 has it, strictly, for what findings hold: add, remove, replace and move. */
@NullMarked
final class JsonPatch {

    private final JsonNode document;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /** A changed copy. */
    static JsonNode apply(JsonNode patch, JsonNode document) {
        JsonPatch changing = new JsonPatch(document.deepCopy());
        patch.forEach(changing::operation);
        return changing.document;
    }

    private void operation(JsonNode operation) {
        List<String> path = names(operation.get("path").stringValue());
        switch (operation.get("op").stringValue()) {
            case "add" -> add(path, operation.get("value"));
            case "remove" -> remove(path);
            case "replace" -> {
                remove(path);
                add(path, operation.get("value"));
            }
            case "move" -> add(path, remove(names(operation.get("from").stringValue())));
            default -> throw new AssertionError(operation.toString());
        }
    }

    private void add(List<String> path, JsonNode value) {
        JsonNode owner = Places.at(document, path.subList(0, path.size() - 1));
        if (owner instanceof ArrayNode array) {
            array.insert(Integer.parseInt(path.getLast()), value);
        } else {
            ((ObjectNode) owner).set(path.getLast(), value);
        }
    }

    private JsonNode remove(List<String> path) {
        JsonNode owner = Places.at(document, path.subList(0, path.size() - 1));
        JsonNode removed = owner instanceof ArrayNode array
                ? array.remove(Integer.parseInt(path.getLast()))
                : ((ObjectNode) owner).remove(path.getLast());
        assertThat(removed).as("what stands at " + path).isNotNull();
        return removed;
    }

    private static List<String> names(String pointer) {
        assertThat(pointer).startsWith("/");
        return List.of(pointer.substring(1).split("/", -1)).stream()
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
