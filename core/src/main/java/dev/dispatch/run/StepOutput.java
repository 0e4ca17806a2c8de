package dev.dispatch.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a step has given so far; every part may be absent.
 *
 * @param expectations what each rule of {@code expect} found, as JSON
 * @param captured what the step has set under {@code run}
 */
public record StepOutput(
        @Nullable JsonNode response,
        @Nullable JsonNode exports,
        @Nullable JsonNode result,
        @Nullable String detail,
        @Nullable JsonNode diagnostics,
        List<JsonNode> expectations,
        Map<String, JsonNode> captured) {

    public static final StepOutput NONE = new StepOutput(null, null, null, null, null, List.of(), Map.of());

    public StepOutput {
        expectations = List.copyOf(expectations);
        captured = Collections.unmodifiableMap(new LinkedHashMap<>(captured));
    }

    public StepOutput response(@Nullable JsonNode value) {
        return new StepOutput(value, exports, result, detail, diagnostics, expectations, captured);
    }

    public StepOutput result(@Nullable JsonNode value) {
        return new StepOutput(response, exports, value, detail, diagnostics, expectations, captured);
    }

    public StepOutput detail(@Nullable String line) {
        return new StepOutput(response, exports, result, line, diagnostics, expectations, captured);
    }

    public StepOutput expectations(List<JsonNode> found) {
        return new StepOutput(response, exports, result, detail, diagnostics, found, captured);
    }

    public StepOutput diagnostics(@Nullable JsonNode values) {
        return new StepOutput(response, exports, result, detail, values, expectations, captured);
    }

    public StepOutput captured(Map<String, JsonNode> values) {
        return new StepOutput(response, exports, result, detail, diagnostics, expectations, values);
    }
}
