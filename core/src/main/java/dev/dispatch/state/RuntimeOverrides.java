package dev.dispatch.state;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values that every run finds under {@code run} when it starts; failures are those of {@link StateFile}. At most
 * 1 MiB.
 */
public final class RuntimeOverrides {

    /** Name of the file in the home folder. */
    public static final String FILE = "runtime-overrides.json";

    private static final int MOST_BYTES = 1024 * 1024;

    private final StateFile file;

    public RuntimeOverrides(Path path) {
        this.file = new StateFile(path, "runtime overrides", IssueCode.INVALID_STATE, MOST_BYTES);
    }

    public Path path() {
        return file.path();
    }

    /** What is stored, by name, in the order of the file. */
    public ObjectNode read() {
        return file.read().orElseGet(Json::object);
    }

    /** Sets one value; the answer is what was there before. */
    public Optional<JsonNode> set(String name, JsonNode value) {
        return file.change(StateFile.LONGEST_WAIT, all -> Optional.ofNullable(all.replace(name, value)));
    }

    /** Removes one value; the answer is what was there. */
    public Optional<JsonNode> unset(String name) {
        return file.change(StateFile.LONGEST_WAIT, all -> Optional.ofNullable(all.remove(name)));
    }

    /** Removes all values; the answer is what was there. */
    public ObjectNode clear() {
        return file.change(StateFile.LONGEST_WAIT, all -> {
            ObjectNode there = all.deepCopy();
            all.removeAll();
            return there;
        });
    }
}
