package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an evaluation can see. */
public interface Scope {

    /** The value behind a reference, or what was there instead. */
    Lookup resolve(Expression.Reference reference);

    /** Where made values come from. */
    Generator generator();

    /**
     * What stands for a whole expression whose value cannot be had yet; empty where it is evaluated, as always in a run.
     *
     * @param pointer the string that holds it
     */
    default Optional<JsonNode> standIn(Expression expression, Pointer pointer) {
        return Optional.empty();
    }

    /** Whether a value is only a word for one that cannot be had yet; never in a run. */
    default boolean standsIn(JsonNode value) {
        return false;
    }
}
