package dev.dispatch.schema;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides whether a value fits one compiled schema. */
sealed interface Evaluator permits PlainSchema, LibrarySchema {

    /**
     * All violations, in no particular order.
     *
     * @param placeholders tells which texts stand for something else; null where every text is itself
     */
    List<SchemaViolation> evaluate(JsonNode value, @Nullable Function<String, Placeholder> placeholders);
}
