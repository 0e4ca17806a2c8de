package dev.dispatch.cli.command;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * What lists say about a job file without checking it.
 *
 * @param document the file; an empty object where it cannot be read
 * @param problem why it cannot be read; empty where it can
 */
record JobHead(JsonNode document, String problem) {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    static JobHead read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return unreadable("the file is larger than 16 MiB");
            }
            JsonNode document = Json.parse(Files.readString(file));
            return document.isObject()
                    ? new JobHead(document, "")
                    : unreadable("the file holds no object, but " + Json.typeOf(document));
        } catch (JsonSyntaxException e) {
            return unreadable(
                    "line " + e.position().line() + ", column " + e.position().column() + ": " + e.getMessage());
        } catch (IOException e) {
            return unreadable("the file cannot be read: " + e.getMessage());
        }
    }

    private static JobHead unreadable(String problem) {
        return new JobHead(Json.object(), problem);
    }

    /** A member that is a text; empty where it is not. */
    String text(String member) {
        JsonNode value = document.path(member);
        return value.isString() ? value.stringValue() : "";
    }
}
