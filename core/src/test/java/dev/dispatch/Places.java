package dev.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The places of a document, as the names on the way to them. */
@NullMarked
public final class Places {

    private Places() {}

    /** All of them, the root first. */
    public static List<List<String>> in(JsonNode document) {
        List<List<String>> places = new ArrayList<>();
        collect(document, List.of(), places);
        return places;
    }

    private static void collect(JsonNode node, List<String> at, List<List<String>> places) {
        places.add(at);
        if (node.isObject()) {
            node.properties().forEach(member -> collect(member.getValue(), below(at, member.getKey()), places));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), below(at, String.valueOf(i)), places);
            }
        }
    }

    private static List<String> below(List<String> at, String name) {
        List<String> place = new ArrayList<>(at);
        place.add(name);
        return place;
    }

    public static JsonNode at(JsonNode document, List<String> place) {
        JsonNode node = document;
        for (String name : place) {
            node = node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
        }
        return node;
    }

    /** A copy with another value there. */
    public static JsonNode replaced(JsonNode document, List<String> place, JsonNode value) {
        if (place.isEmpty()) {
            return value;
        }
        String name = place.getLast();
        return changed(document, place.subList(0, place.size() - 1), owner -> {
            if (owner instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), value);
            } else {
                ((ObjectNode) owner).set(name, value);
            }
        });
    }

    /** A copy in which the node there was changed. */
    public static JsonNode changed(JsonNode document, List<String> place, Consumer<JsonNode> change) {
        JsonNode copy = document.deepCopy();
        change.accept(at(copy, place));
        return copy;
    }
}
