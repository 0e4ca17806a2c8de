package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Holds documents against the published schemas. */
public final class Schemas {

    private Schemas() {}

    public static void assertFits(String schema, JsonNode document) throws IOException {
        Path file = TestRuns.repository().resolve("docs/reference/" + schema + ".schema.json");
        JsonNode source = Json.parse(Files.readString(file));
        if (!(JsonSchema.compile(source) instanceof JsonSchema.Compiled.Ok(JsonSchema compiled))) {
            throw new AssertionError(schema + " is no schema: " + JsonSchema.compile(source));
        }
        assertThat(compiled.validate(document))
                .as(schema + " of " + Json.pretty(document))
                .isEmpty();
    }
}
