package dev.dispatch.memory;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One namespace in memory: keys lead through objects to values. */
record MemoryTree(ObjectNode root) {

    /** The value at a key; a stored null is there. */
    Optional<JsonNode> find(MemoryKey key) {
        JsonNode at = root;
        for (String segment : key.segments()) {
            if (!at.isObject() || !at.has(segment)) {
                return Optional.empty();
            }
            at = at.get(segment);
        }
        return Optional.of(at);
    }

    /**
     * Sets the value at a key, whatever stood there before.
     *
     * @throws dev.dispatch.problem.ProblemException when the way leads through a value that is no object; nothing is
     *     changed then
     */
    void put(MemoryKey key, JsonNode value, String namespace) {
        List<String> segments = key.segments();
        checkWay(key, namespace);
        ObjectNode at = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            if (at.get(segment) instanceof ObjectNode there) {
                at = there;
            } else {
                at = at.putObject(segment);
            }
        }
        at.set(segments.getLast(), value);
    }

    /** Removes a key and every parent that it leaves empty; false when it was not there. */
    boolean remove(MemoryKey key) {
        if (find(key).isEmpty()) {
            return false;
        }
        List<ObjectNode> way = new ArrayList<>();
        ObjectNode at = root;
        for (String segment : key.segments()) {
            way.add(at);
            if (at.get(segment) instanceof ObjectNode below) {
                at = below;
            }
        }
        for (int i = way.size() - 1; i >= 0; i--) {
            way.get(i).remove(key.segments().get(i));
            if (!way.get(i).isEmpty()) {
                break;
            }
        }
        return true;
    }

    /** The dotted paths of all leaves below a value; names that no key can spell (empty or dotted) are left out. */
    static List<String> leaves(String prefix, JsonNode value) {
        List<String> keys = new ArrayList<>();
        collect(prefix, value, keys);
        return keys;
    }

    private static void collect(String path, JsonNode value, List<String> keys) {
        if (!value.isObject() || value.isEmpty()) {
            if (!path.isEmpty()) {
                keys.add(path);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            if (!name.isEmpty() && name.indexOf('.') < 0) {
                collect(path.isEmpty() ? name : path + "." + name, member.getValue(), keys);
            }
        }
    }

    private void checkWay(MemoryKey key, String namespace) {
        JsonNode at = root;
        for (int i = 0; i < key.segments().size() - 1; i++) {
            JsonNode below = at.get(key.segments().get(i));
            if (below == null) {
                return;
            }
            if (!below.isObject()) {
                throw Problem.of(
                                ProblemCode.USAGE_ERROR,
                                "Memory key '" + key.text() + "' cannot be stored in namespace '" + namespace + "': '"
                                        + key.upTo(i + 1) + "' holds " + withArticle(Json.typeOf(below))
                                        + ", not an object; forget that key first or choose another")
                        .exception();
            }
            at = below;
        }
    }

    private static String withArticle(String type) {
        return switch (type.charAt(0)) {
            case 'a', 'i', 'o' -> "an " + type;
            default -> type.equals("null") ? type : "a " + type;
        };
    }
}
