package dev.dispatch.comparison;

import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathLimitException;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.jsonpath.Located;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Values that whoever compares does not care about.
 *
 * @param text the rule as it was written
 * @param scope a step's id, {@link #OUTPUTS} or {@link #CALLS}; empty for the responses of all steps
 * @param path from the response on, or from the outputs, or from the array of a step's calls
 */
public record IgnoreRule(String text, String scope, JsonPath path) {

    /** The scope of the run's outputs. */
    public static final String OUTPUTS = "outputs";
    /** The scope of what was called: an array of {@code {method, url, httpCode}} for each step. */
    public static final String CALLS = "calls";

    private static final String FORMS =
            "write $.body.id for the responses of all steps, STEP:$.body.id for those of one,"
                    + " outputs:$.total for the outputs, calls:$[*].url for the requests";

    /**
     * Reads {@code PATH} or {@code SCOPE:PATH}; the path is one of RFC 9535.
     *
     * @throws ProblemException a USAGE_ERROR that says how a rule is written
     */
    public static IgnoreRule parse(String text) {
        int dollar = text.indexOf('$');
        boolean scoped = dollar > 1 && text.charAt(dollar - 1) == ':';
        if (dollar < 0 || (dollar > 0 && !scoped)) {
            throw wrong("'" + text + "' is no rule of what to ignore: it has no JSONPath; " + FORMS);
        }
        try {
            return new IgnoreRule(
                    text, scoped ? text.substring(0, dollar - 1) : "", JsonPath.parse(text.substring(dollar)));
        } catch (JsonPathSyntaxException e) {
            String instead = e.suggestion()
                    .map(path -> "; did you mean '" + text.substring(0, dollar) + path + "'?")
                    .orElse("");
            throw wrong("The path of the rule '" + text + "' cannot be read, at character " + (dollar + e.offset() + 1)
                    + ": " + e.getMessage() + instead);
        }
    }

    /** Whether the rule speaks of this member of the step. */
    boolean covers(String place, String stepId, String member) {
        return switch (member) {
            case "outputs" -> place.isEmpty() && scope.equals(OUTPUTS);
            case "calls" -> scope.equals(CALLS);
            case "response" -> scope.isEmpty() || scope.equals(stepId) || scope.equals(place);
            default -> false;
        };
    }

    /**
     * The normalized paths (RFC 9535, section 2.7) of what the rule matches in a value.
     *
     * @throws ProblemException a USAGE_ERROR for a path that is too much work on this value
     */
    Set<String> matches(JsonNode value) {
        Set<String> found = new HashSet<>();
        try {
            for (Located match : path.locate(value)) {
                found.add(match.normalizedPath());
            }
        } catch (JsonPathLimitException e) {
            throw wrong("The path of the rule '" + text + "' is too much work: " + e.getMessage());
        }
        return found;
    }

    /** The scope where it can only be a step. */
    public Optional<String> step() {
        return scope.isEmpty() || scope.equals(OUTPUTS) || scope.equals(CALLS) ? Optional.empty() : Optional.of(scope);
    }

    private static ProblemException wrong(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }
}
