package dev.dispatch.authoring;

import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The schema of {@code module.json} beside a module, so that an editor knows its members without a network. */
final class EditorSchema {

    /** Hidden, so that it neither counts for the module's hash nor belongs to a packed module. */
    static final String PATH = ".dispatch/module.schema.json";

    static final String REFERENCE = "./" + PATH;

    private EditorSchema() {}

    static String text() {
        try (InputStream in = JsonSchema.class.getResourceAsStream("module.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("module.schema.json is not part of the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
