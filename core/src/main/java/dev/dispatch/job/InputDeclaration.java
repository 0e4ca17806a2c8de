package dev.dispatch.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An input that a job takes from its caller.
 *
 * @param required whether a run without it is refused; a default makes it moot
 * @param defaultValue what an absent input becomes; null for nothing
 * @param allowed the only values, or empty for any
 * @param secret whether its value is kept out of every record and output
 */
public record InputDeclaration(
        String name,
        InputType type,
        boolean required,
        @Nullable JsonNode defaultValue,
        List<JsonNode> allowed,
        @Nullable String description,
        boolean secret) {
    public InputDeclaration {
        allowed = List.copyOf(allowed);
    }
}
