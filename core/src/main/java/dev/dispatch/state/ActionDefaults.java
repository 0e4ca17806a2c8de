package dev.dispatch.state;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members that a user wants in the payloads of an action wherever a step does not say otherwise; failures are those
 * of {@link StateFile}. At most 1 MiB.
 */
public final class ActionDefaults {

    /** Name of the file in the home folder. */
    public static final String FILE = "action-defaults.json";

    private static final int MOST_BYTES = 1024 * 1024;

    private final StateFile file;

    public ActionDefaults(Path path) {
        this.file = new StateFile(path, "action defaults", IssueCode.INVALID_STATE, MOST_BYTES);
    }

    public Path path() {
        return file.path();
    }

    /** What is stored, by the key of the action, in the order of the file. */
    public Map<String, ObjectNode> read() {
        Map<String, ObjectNode> defaults = new LinkedHashMap<>();
        file.source()
                .ifPresent(source -> source.root()
                        .properties()
                        .forEach(member ->
                                defaults.put(member.getKey(), object(source, member.getKey(), member.getValue()))));
        return defaults;
    }

    /** Replaces what is stored for an action; the answer is what was there before. */
    public Optional<ObjectNode> set(String action, ObjectNode values) {
        checkShape();
        return file.change(StateFile.LONGEST_WAIT, all -> before(all.replace(action, values)));
    }

    /** Removes what is stored for an action; the answer is what was there. */
    public Optional<ObjectNode> unset(String action) {
        checkShape();
        return file.change(StateFile.LONGEST_WAIT, all -> before(all.remove(action)));
    }

    /** A file of another shape was written by hand, and is left to that hand. */
    private void checkShape() {
        read();
    }

    private static Optional<ObjectNode> before(@Nullable JsonNode value) {
        return value instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private ObjectNode object(JsonSource source, String action, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw file.unusable(
                source,
                Pointer.ROOT.child(action),
                "'" + action + "' must be an object of payload members, not " + Json.typeOf(value));
    }
}
