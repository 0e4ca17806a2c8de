package dev.dispatch.memory;

import dev.dispatch.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a namespace differs before and after.
 *
 * @param path its file
 * @param added dotted keys of leaves that come in
 * @param changed dotted keys whose values become others; where an object and a value that is none stand against each
 *     other, the key of the two
 * @param removed dotted keys of leaves that go
 * @param unchanged how many leaves stay
 */
public record NamespaceChange(
        String namespace, Path path, List<String> added, List<String> changed, List<String> removed, int unchanged) {
    public NamespaceChange {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** True where before and after are the same. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    static NamespaceChange between(String namespace, Path path, ObjectNode before, ObjectNode after) {
        Walk walk = new Walk();
        walk.objects("", before, after);
        return new NamespaceChange(namespace, path, walk.added, walk.changed, walk.removed, walk.unchanged);
    }

    /** In the order of what was there, what is new behind it. */
    private static final class Walk {
        private final List<String> added = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private int unchanged;

        void objects(String path, JsonNode before, JsonNode after) {
            for (Map.Entry<String, JsonNode> member : before.properties()) {
                String at = at(path, member.getKey());
                JsonNode now = after.get(member.getKey());
                if (now == null) {
                    leaves(at, member.getValue(), removed);
                } else {
                    values(at, member.getValue(), now);
                }
            }
            for (Map.Entry<String, JsonNode> member : after.properties()) {
                if (!before.has(member.getKey())) {
                    leaves(at(path, member.getKey()), member.getValue(), added);
                }
            }
        }

        private void values(String at, JsonNode before, JsonNode after) {
            if (isParent(before) && isParent(after)) {
                objects(at, before, after);
            } else if (Json.equal(before, after)) {
                unchanged++;
            } else {
                changed.add(at);
            }
        }

        private static void leaves(String at, JsonNode value, List<String> found) {
            if (!isParent(value)) {
                found.add(at);
                return;
            }
            value.properties().forEach(member -> leaves(at(at, member.getKey()), member.getValue(), found));
        }

        private static boolean isParent(JsonNode value) {
            return value.isObject() && !value.isEmpty();
        }

        private static String at(String path, String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }
}
