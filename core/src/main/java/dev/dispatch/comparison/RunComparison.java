package dev.dispatch.comparison;

import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RunRecord;
import java.util.List;

/**
 * Two recorded runs beside each other: whether one went as the other did, and where not. Times are told and never count.
 *
 * @param steps every step of either run in the order of the job; of executions within loops and called jobs those that differ
 * @param all every difference that was kept, those that do not count included, in the order of the steps
 * @param calls how many requests this run made
 * @param callsAgainst how many the other made
 * @param further how many more differences there are that count and were not kept
 * @param furtherIgnored how many more that do not count
 */
public record RunComparison(
        List<StepComparison> steps,
        List<RunDifference> all,
        int calls,
        int callsAgainst,
        int further,
        int furtherIgnored) {

    public RunComparison {
        steps = List.copyOf(steps);
        all = List.copyOf(all);
    }

    /**
     * Compares two runs as far as their records go; one that was killed counts as far as it came.
     *
     * @param run the run in question
     * @param against the run it should be like
     * @throws ProblemException where a record cannot be read, and a USAGE_ERROR for a rule that names no step of the runs or
     *     whose path is too much work
     */
    public static RunComparison of(RunRecord run, RunRecord against, ComparisonRules rules) {
        return new RunComparer(run, against, rules).compare();
    }

    /** Whether nothing differs that counts. */
    public boolean same() {
        return further == 0 && all.stream().allMatch(one -> one.ignored() != null);
    }

    /** What counts. */
    public List<RunDifference> differences() {
        return all.stream().filter(one -> one.ignored() == null).toList();
    }

    /** What was found and does not count. */
    public List<RunDifference> ignored() {
        return all.stream().filter(one -> one.ignored() != null).toList();
    }
}
