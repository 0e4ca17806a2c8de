package dev.dispatch.code;

import dev.dispatch.json.Json;
import dev.dispatch.shape.ComponentNotes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a class with actions offers. Kept beside the compiled classes, so that nothing of the author's is loaded before an
 * action is called.
 *
 * @param type the binary name of the class
 * @param actions in the order of their names
 * @param notes what its annotations say that a call needs to know
 */
public record DescribedModule(
        String name, String version, String type, List<DescribedAction> actions, ComponentNotes notes) {

    public DescribedModule {
        actions = List.copyOf(actions);
    }

    /** The form that {@link #of} reads. */
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("name", name).put("version", version).put("type", type);
        ArrayNode list = json.putArray("actions");
        actions.forEach(action -> list.add(action.toJson()));
        json.set("notes", notes.toJson());
        return json;
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws tools.jackson.databind.exc.JsonNodeException where it is something else
     */
    public static DescribedModule of(JsonNode json) {
        List<DescribedAction> actions = new ArrayList<>();
        json.required("actions").asArray().forEach(action -> actions.add(DescribedAction.of(action)));
        return new DescribedModule(
                json.required("name").stringValue(),
                json.required("version").stringValue(),
                json.required("type").stringValue(),
                actions,
                ComponentNotes.of(json.required("notes")));
    }
}
