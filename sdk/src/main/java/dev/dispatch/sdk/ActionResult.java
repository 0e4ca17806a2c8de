package dev.dispatch.sdk;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an action answers.
 *
 * @param response what later steps read as {@code step.<id>.response}; null for none
 * @param exports values made by the action, read as {@code step.<id>.exports}; null for none
 * @param detail one line for people; null for none
 * @param diagnostics whatever helps to explain the result, kept in the record; null for none
 * @param <O> the type of the exports
 */
public record ActionResult<O>(
        @Nullable JsonNode response,
        @Nullable O exports,
        @Nullable String detail,
        @Nullable JsonNode diagnostics) {

    /** A result with a response alone. */
    public static <O> ActionResult<O> response(JsonNode response) {
        return new ActionResult<>(response, null, null, null);
    }

    public ActionResult<O> exports(O values) {
        return new ActionResult<>(response, values, detail, diagnostics);
    }

    public ActionResult<O> detail(String line) {
        return new ActionResult<>(response, exports, line, diagnostics);
    }

    public ActionResult<O> diagnostics(JsonNode values) {
        return new ActionResult<>(response, exports, detail, values);
    }
}
