package dev.dispatch.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads made values as a record keeps them; empty for what is none, such as one that was secret. */
public final class Made {

    private Made() {}

    public static Optional<String> text(JsonNode value) {
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** A moment as a text (RFC 3339), or in milliseconds since 1970. */
    public static Optional<Instant> moment(JsonNode value) {
        try {
            return value.isNumber()
                    ? Optional.of(Instant.ofEpochMilli(value.longValue()))
                    : text(value).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A whole number, which may stand in a text. */
    public static Optional<Long> number(JsonNode value) {
        try {
            return value.isNumber()
                    ? Optional.of(value.longValue())
                    : text(value).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
