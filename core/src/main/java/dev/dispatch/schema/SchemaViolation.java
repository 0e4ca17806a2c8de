package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place where a value does not fit its schema, or a schema is not a schema.
 *
 * @param pointer where in the value; of the object for a missing member, of the member for an unknown one
 * @param keyword the keyword of JSON Schema that failed, {@code false} for the schema false, {@code limits} where the
 *     check itself had to end
 * @param message what must be and what is, to be read after the name of the place
 * @param suggestions names or values that fit in the place of the one found, nearest first
 */
public record SchemaViolation(
        Pointer pointer,
        String keyword,
        String message,
        @Nullable String expected,
        @Nullable String actual,
        List<String> suggestions) {

    public SchemaViolation {
        suggestions = List.copyOf(suggestions);
    }

    static SchemaViolation of(Pointer pointer, String keyword, String message) {
        return new SchemaViolation(pointer, keyword, message, null, null, List.of());
    }

    static SchemaViolation of(Pointer pointer, String keyword, String message, String expected, String actual) {
        return new SchemaViolation(pointer, keyword, message, expected, actual, List.of());
    }
}
