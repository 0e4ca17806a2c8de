package dev.dispatch.json;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A list inside a document, after how many items there are ({@code total}) and how many are shown ({@code shown}). */
public final class Listing {

    private Listing() {}

    /**
     * Adds the list and its counts to an object that has no other list with counts.
     *
     * @return the items that are shown
     */
    public static <T> List<T> add(
            ObjectNode object, String name, List<T> items, Extent extent, Function<T, ? extends JsonNode> form) {
        List<T> shown = extent.first(items);
        object.put("total", items.size()).put("shown", shown.size());
        ArrayNode list = object.putArray(name);
        shown.forEach(item -> list.add(form.apply(item)));
        return shown;
    }
}
