package dev.dispatch.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates the keywords that schemas of actions are written with, without the library: starting that costs more than
 * the rest of a short command. A test holds both to the same verdicts.
 */
final class PlainSchema implements Evaluator {

    private final JsonNode root;
    private final References references;
    private final Map<String, LinearPattern> patterns;

    PlainSchema(JsonNode root, References references, Map<String, LinearPattern> patterns) {
        this.root = root;
        this.references = references;
        this.patterns = Map.copyOf(patterns);
    }

    @Override
    public List<SchemaViolation> evaluate(JsonNode value, @Nullable Function<String, Placeholder> placeholders) {
        return new PlainEvaluation(references, patterns, new Unknowns(placeholders)).run(root, value);
    }
}
