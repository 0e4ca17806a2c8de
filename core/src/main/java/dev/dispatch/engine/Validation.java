package dev.dispatch.engine;

import dev.dispatch.job.Job;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/** What a check of a job says. */
public sealed interface Validation {

    record Valid(Path casePath, Job job, List<Issue> warnings) implements Validation {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /** The problem's details hold {@code casePath}, {@code warnings} and the issues by category. */
    record Invalid(Problem problem) implements Validation {}
}
