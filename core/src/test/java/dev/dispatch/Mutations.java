package dev.dispatch;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents with one change each, made from a good one. */
@NullMarked
public final class Mutations {

    private Mutations() {}

    /** Every node of a document in turn: another type, a member too many, one too few, an odd name. */
    public static List<JsonNode> of(JsonNode good) {
        List<JsonNode> changed = new ArrayList<>();
        for (List<String> place : Places.in(good)) {
            for (JsonNode value : List.of(
                    Json.nothing(),
                    Json.text(""),
                    Json.text("no such word"),
                    Json.number(-7),
                    Json.parse("true"),
                    Json.parse("1.5"),
                    Json.array(),
                    Json.object(),
                    Json.array().add(5),
                    Json.object().put("unknown", 1))) {
                changed.add(Places.replaced(good, place, value));
            }
            JsonNode node = Places.at(good, place);
            if (node.isObject()) {
                changed.add(Places.changed(good, place, owner -> ((ObjectNode) owner).put("unknown", 1)));
                for (String name : node.propertyNames()) {
                    changed.add(Places.changed(good, place, owner -> ((ObjectNode) owner).remove(name)));
                    changed.add(Places.changed(good, place, owner -> rename((ObjectNode) owner, name, name + "x")));
                    changed.add(Places.changed(good, place, owner -> rename((ObjectNode) owner, name, "odd name")));
                }
            }
            if (node.isArray()) {
                changed.add(Places.changed(good, place, owner -> ((ArrayNode) owner).removeAll()));
                changed.add(Places.changed(good, place, owner -> ((ArrayNode) owner).addNull()));
            }
        }
        return changed;
    }

    private static void rename(ObjectNode owner, String from, String to) {
        owner.set(to, owner.remove(from));
    }
}
