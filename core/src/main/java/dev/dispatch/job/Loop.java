package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.TemplateTree;
import java.time.Duration;

/** Why and how often a step is executed again. */
public sealed interface Loop {

    /** The most executions that run at the same time. */
    int MOST_AT_ONCE = 500;

    /** The most passes of a {@code repeat}. */
    int MOST_PASSES = 1_000_000;

    /**
     * Once for each item of an array.
     *
     * @param items an array, or one expression that gives one
     * @param as one more name for the present one of them, its usual name where the job gives none
     * @param maxItems more of them fail the step
     */
    record ForEach(TemplateTree items, String as, int maxConcurrency, int maxItems) implements Loop {}

    /**
     * Once, and again as long as a condition holds.
     *
     * @param condition over {@code {input, run, steps, response, index}}, asked after each pass
     * @param maxTimes the most passes
     * @param delay between two passes
     * @param failsAtLimit whether the step fails where the condition still holds after the last pass
     */
    record Repeat(Condition condition, int maxTimes, Duration delay, boolean failsAtLimit) implements Loop {}
}
