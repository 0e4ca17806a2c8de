package dev.dispatch.engine;

import dev.dispatch.job.Job;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What came of the wish to know what a run would do. */
public sealed interface PlanReply {

    /**
     * A plan, as far as there can be one.
     *
     * @param preview the members {@code totals} and {@code steps}, redacted
     * @param hash of a plan that may run; empty where something is missing
     * @param missing everything that keeps the run from starting
     * @param next commands that provide what is missing
     */
    record Planned(
            Path casePath,
            Job job,
            ObjectNode preview,
            Optional<String> hash,
            List<Issue> missing,
            List<Issue> warnings,
            List<NextAction> next)
            implements PlanReply {
        public Planned {
            missing = List.copyOf(missing);
            warnings = List.copyOf(warnings);
            next = List.copyOf(next);
        }
    }

    /** The job itself is at fault, in the words of {@link Validation.Invalid}. */
    record Refused(Problem problem) implements PlanReply {}
}
