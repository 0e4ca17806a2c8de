package dev.dispatch.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a step has given so far; every part may be absent.
 *
 * @param expectations what each rule of {@code expect} found, as JSON
 */
public record StepOutput(
        @Nullable JsonNode response,
        @Nullable JsonNode exports,
        @Nullable JsonNode result,
        @Nullable String detail,
        @Nullable JsonNode diagnostics,
        List<JsonNode> expectations) {

    public static final StepOutput NONE = new StepOutput(null, null, null, null, null, List.of());

    public StepOutput {
        expectations = List.copyOf(expectations);
    }

    public StepOutput response(@Nullable JsonNode value) {
        return new StepOutput(value, exports, result, detail, diagnostics, expectations);
    }

    public StepOutput result(@Nullable JsonNode value) {
        return new StepOutput(response, exports, value, detail, diagnostics, expectations);
    }

    public StepOutput detail(@Nullable String line) {
        return new StepOutput(response, exports, result, line, diagnostics, expectations);
    }

    public StepOutput expectations(List<JsonNode> found) {
        return new StepOutput(response, exports, result, detail, diagnostics, found);
    }
}
