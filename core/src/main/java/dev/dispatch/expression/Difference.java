package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One place where a value is not the expected one.
 *
 * @param pointer where, from the compared value on
 * @param expected cut when long; null where nothing was expected
 * @param actual cut when long; null where there is nothing
 * @param note what the two values do not show; null for nothing
 */
public record Difference(
        Pointer pointer,
        Kind kind,
        @Nullable JsonNode expected,
        @Nullable JsonNode actual,
        @Nullable String note) {

    private static final int LONGEST_POINTER = 300;

    /** How the two values differ at a place. */
    public enum Kind {
        MISSING,
        UNEXPECTED,
        DIFFERENT;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Difference missing(Pointer at, JsonNode expected) {
        return new Difference(at, Kind.MISSING, excerpt(expected), null, null);
    }

    static Difference unexpected(Pointer at, JsonNode actual) {
        return new Difference(at, Kind.UNEXPECTED, null, excerpt(actual), null);
    }

    /** Of two long texts the part where they begin to differ is shown. */
    static Difference different(Pointer at, JsonNode expected, JsonNode actual) {
        Optional<TextDifference> texts = TextDifference.of(expected, actual);
        return texts.map(text -> new Difference(at, Kind.DIFFERENT, text.expected(), text.actual(), text.note()))
                .orElseGet(() -> new Difference(at, Kind.DIFFERENT, excerpt(expected), excerpt(actual), null));
    }

    static Difference reordered(Pointer at, JsonNode expected, JsonNode actual) {
        return new Difference(
                at, Kind.DIFFERENT, excerpt(expected), excerpt(actual), "the same elements in another order");
    }

    /** Part of a sentence: {@code customer.name differs}. */
    String words() {
        String place = pointer.dotted();
        if (place.isEmpty()) {
            return note == null ? kind.text() : note;
        }
        return switch (kind) {
            case MISSING -> place + " is missing";
            case UNEXPECTED -> place + " is unexpected";
            case DIFFERENT -> note == null ? place + " differs" : place + ": " + note;
        };
    }

    ObjectNode toJson() {
        String place = pointer.text();
        ObjectNode json = Json.object();
        json.put("pointer", place.length() > LONGEST_POINTER ? place.substring(0, LONGEST_POINTER) + "..." : place);
        json.put("kind", kind.text());
        if (expected != null) {
            json.set("expected", expected);
        }
        if (actual != null) {
            json.set("actual", actual);
        }
        if (note != null) {
            json.put("note", note);
        }
        return json;
    }

    private static JsonNode excerpt(JsonNode value) {
        return Excerpt.of(value, Excerpt.SHORT).value();
    }
}
