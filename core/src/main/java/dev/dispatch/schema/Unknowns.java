package dev.dispatch.schema;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which parts of a document are not known yet. */
final class Unknowns {

    private final @Nullable Function<String, Placeholder> placeholders;

    Unknowns(@Nullable Function<String, Placeholder> placeholders) {
        this.placeholders = placeholders;
    }

    Placeholder kind(JsonNode value) {
        return placeholders == null || !value.isString() ? Placeholder.NONE : placeholders.apply(value.stringValue());
    }

    /** True where something in the value, however deep, is not known. */
    boolean within(JsonNode value) {
        if (placeholders == null) {
            return false;
        }
        if (!value.isContainer()) {
            return kind(value) != Placeholder.NONE;
        }
        for (JsonNode child : value.values()) {
            if (within(child)) {
                return true;
            }
        }
        return false;
    }

    /** True where an element or member itself may turn out to be left out. */
    boolean amongChildren(JsonNode container) {
        if (placeholders == null) {
            return false;
        }
        for (JsonNode child : container.values()) {
            if (kind(child) == Placeholder.WHOLE) {
                return true;
            }
        }
        return false;
    }
}
