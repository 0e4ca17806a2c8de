package dev.dispatch.sdk;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an action answers. Each part may be left out:
 *
 * <pre>{@code
 * return ActionResult.of(new Registered(id));                    // exports
 * return ActionResult.response(answer.body());                   // a response
 * return ActionResult.<Registered>response(answer.body())        // both, with a line for people
 *         .exports(new Registered(id))
 *         .detail("registered " + id);
 * return ActionResult.none();                                    // nothing at all
 * }</pre>
 *
 * @param response what later steps read as {@code step.<id>.response}; null for none
 * @param exports values made by the action, read as {@code step.<id>.exports}; they have to fit the schema of their type;
 *     null for none
 * @param detail one line for people; null for none
 * @param diagnostics whatever helps to explain the result, kept in the record; null for none
 * @param <O> the type of the exports; {@link Void} where there are none
 */
public record ActionResult<O>(
        @Nullable JsonNode response,
        @Nullable O exports,
        @Nullable String detail,
        @Nullable JsonNode diagnostics) {

    /**
     * A result with nothing in it.
     *
     * @param <O> the type of the exports
     * @return the result
     */
    public static <O> ActionResult<O> none() {
        return new ActionResult<>(null, null, null, null);
    }

    /**
     * A result with exports alone.
     *
     * @param exports values that later steps read as {@code step.<id>.exports}
     * @param <O> the type of the exports
     * @return the result
     */
    public static <O> ActionResult<O> of(O exports) {
        return new ActionResult<>(null, exports, null, null);
    }

    /**
     * A result with a response alone.
     *
     * @param response what later steps read as {@code step.<id>.response}
     * @param <O> the type of the exports
     * @return the result
     */
    public static <O> ActionResult<O> response(JsonNode response) {
        return new ActionResult<>(response, null, null, null);
    }

    /**
     * The same result with exports.
     *
     * @param values what later steps read as {@code step.<id>.exports}
     * @return a new result
     */
    public ActionResult<O> exports(O values) {
        return new ActionResult<>(response, values, detail, diagnostics);
    }

    /**
     * The same result with a line for people.
     *
     * @param line what happened, in a few words; secrets in it are hidden
     * @return a new result
     */
    public ActionResult<O> detail(String line) {
        return new ActionResult<>(response, exports, line, diagnostics);
    }

    /**
     * The same result with what helps to explain it.
     *
     * @param values kept in the record; secrets in it are hidden
     * @return a new result
     */
    public ActionResult<O> diagnostics(JsonNode values) {
        return new ActionResult<>(response, exports, detail, values);
    }
}
