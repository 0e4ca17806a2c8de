package dev.dispatch.cli.resource;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Reads JSON documents that are part of the program. */
public final class JsonResource {

    private JsonResource() {}

    /** The document at a path of the class path, such as {@code /dev/dispatch/schema/job.schema.json}. */
    public static JsonNode read(String path) {
        try (InputStream stream = JsonResource.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is not part of the program");
            }
            return Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
