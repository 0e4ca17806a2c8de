package dev.dispatch.record;

import dev.dispatch.expression.Condition;
import java.util.List;
import java.util.Map;

/**
 * What to check of a record.
 *
 * @param checks names of further checks, beside those that are always made
 * @param params values that checks take, such as {@code min}
 * @param strictParams whether a parameter that no check takes is an error
 * @param rules conditions over what a verification sees, each a check {@code rule-<n>}
 */
public record AssertionRequest(
        List<String> checks, Map<String, String> params, boolean strictParams, List<Condition> rules) {

    public static final AssertionRequest DEFAULT = new AssertionRequest(List.of(), Map.of(), false, List.of());

    public AssertionRequest {
        checks = List.copyOf(checks);
        params = Map.copyOf(params);
        rules = List.copyOf(rules);
    }
}
