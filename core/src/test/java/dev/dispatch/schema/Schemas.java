package dev.dispatch.schema;

import dev.dispatch.json.Json;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Short ways for tests to compile and to print what was found. */
@NullMarked
final class Schemas {

    private Schemas() {}

    /** Single quotes stand for double ones. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static JsonSchema compile(String schema) {
        return switch (JsonSchema.compile(Json.parse(json(schema)))) {
            case JsonSchema.Compiled.Ok ok -> ok.schema();
            case JsonSchema.Compiled.Invalid invalid -> throw new AssertionError(invalid.violations());
        };
    }

    static List<String> faults(String schema) {
        return switch (JsonSchema.compile(Json.parse(json(schema)))) {
            case JsonSchema.Compiled.Ok ok -> List.of();
            case JsonSchema.Compiled.Invalid invalid -> lines(invalid.violations());
        };
    }

    static List<String> lines(List<SchemaViolation> violations) {
        return violations.stream()
                .map(violation -> (violation.pointer() + " " + violation.message()).replace('"', '\''))
                .toList();
    }

    static List<String> validate(String schema, String value) {
        return lines(compile(schema).validate(Json.parse(json(value))));
    }

    /** {@code ${...}} alone is a whole value, inside a longer text a part. */
    static Placeholder placeholder(String text) {
        int at = text.indexOf("${");
        if (at < 0) {
            return Placeholder.NONE;
        }
        return at == 0 && text.indexOf('}') == text.length() - 1 ? Placeholder.WHOLE : Placeholder.PART;
    }

    static List<String> validateTemplate(String schema, String value) {
        return lines(compile(schema).validateTemplate(Json.parse(json(value)), Schemas::placeholder));
    }
}
