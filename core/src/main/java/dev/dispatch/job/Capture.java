package dev.dispatch.job;

import dev.dispatch.expression.Expression;

/**
 * Where a captured value comes from.
 *
 * @param source begins with {@code response} or {@code exports}
 * @param text as written, such as {@code response.id}
 */
public record Capture(Expression.Reference source, String text) {}
