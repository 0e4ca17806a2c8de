package dev.dispatch.record;

import java.util.List;
import java.util.Map;

/**
 * What to check of a record.
 *
 * @param checks names of further checks, beside those that are always made
 * @param params values that checks take, such as {@code min}
 * @param strictParams whether a parameter that no check takes is an error
 */
public record AssertionRequest(List<String> checks, Map<String, String> params, boolean strictParams) {

    public static final AssertionRequest DEFAULT = new AssertionRequest(List.of(), Map.of(), false);

    public AssertionRequest {
        checks = List.copyOf(checks);
        params = Map.copyOf(params);
    }
}
