package dev.dispatch.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * What counts when two runs are compared.
 *
 * @param ignored what does not, besides what is volatile by its form or its name
 * @param countTries whether another number of tries of a poll is a difference
 */
public record ComparisonRules(List<IgnoreRule> ignored, boolean countTries) {

    public ComparisonRules {
        ignored = List.copyOf(ignored);
    }

    /** For two runs against a service: volatile values do not count, nor how often a poll had to ask. */
    public static ComparisonRules usual() {
        return new ComparisonRules(List.of(), false);
    }

    /** For a run that repeats a recorded one: the same, and the tries of polls count. */
    public static ComparisonRules ofReplay() {
        return new ComparisonRules(List.of(), true);
    }

    /** These and one more rule. */
    public ComparisonRules ignoring(IgnoreRule rule) {
        List<IgnoreRule> more = new ArrayList<>(ignored);
        more.add(rule);
        return new ComparisonRules(more, countTries);
    }
}
