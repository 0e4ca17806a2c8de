package dev.dispatch.cli.output;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a result that were asked for, such as {@code runId,outputs.total}. A dot leads into an object, and of a
 * list to the same member of each item. Names that nothing in the result has are listed in {@code missingFields}, so
 * that a misspelt one is not taken for an absent value.
 */
public record Fields(List<String> paths) {
    public Fields {
        paths = List.copyOf(paths);
    }

    /** Reads names with commas between them. */
    public static Fields of(String text) {
        List<String> paths = new ArrayList<>();
        for (String path : text.split(",", -1)) {
            paths.add(path.strip());
        }
        return new Fields(paths);
    }

    /** Whether each path is made of names. */
    public boolean valid() {
        return paths.stream()
                .allMatch(path -> List.of(path.split("\\.", -1)).stream().noneMatch(String::isEmpty));
    }

    JsonNode select(JsonNode document) {
        JsonNode selected = document.isArray() ? Json.array() : Json.object();
        List<String> missing = new ArrayList<>();
        for (String path : paths) {
            if (!copy(document, selected, List.of(path.split("\\.", -1)))) {
                missing.add(path);
            }
        }
        if (!missing.isEmpty() && selected instanceof ObjectNode object) {
            object.set("missingFields", Json.texts(missing));
        }
        return selected;
    }

    /** Copies what the path leads to; whether there was anything. */
    private static boolean copy(JsonNode from, JsonNode to, List<String> path) {
        if (from.isArray() && to instanceof ArrayNode array) {
            boolean found = from.isEmpty();
            for (int i = 0; i < from.size(); i++) {
                if (array.size() == i) {
                    array.add(from.get(i).isArray() ? Json.array() : Json.object());
                }
                found |= copy(from.get(i), array.get(i), path);
            }
            return found;
        }
        JsonNode member = from.isObject() ? from.get(path.getFirst()) : null;
        if (member == null || !(to instanceof ObjectNode object)) {
            return false;
        }
        if (path.size() == 1) {
            object.set(path.getFirst(), member.deepCopy());
            return true;
        }
        if (!member.isContainer()) {
            return false;
        }
        JsonNode into = object.get(path.getFirst());
        boolean fresh = into == null;
        if (into == null) {
            into = member.isArray() ? Json.array() : Json.object();
        }
        boolean found = copy(member, into, path.subList(1, path.size()));
        if (found && fresh) {
            object.set(path.getFirst(), into);
        }
        return found;
    }
}
