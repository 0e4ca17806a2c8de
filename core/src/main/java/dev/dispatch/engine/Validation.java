package dev.dispatch.engine;

import dev.dispatch.job.Job;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a check of a job says. */
public sealed interface Validation {

    record Valid(Path casePath, Job job, List<Issue> warnings) implements Validation {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The problem's details hold {@code casePath}, {@code warnings} and the issues by category.
     *
     * @param fillable the job, where a run of it lacks nothing but what can be filled
     */
    record Invalid(Problem problem, Optional<Job> fillable) implements Validation {}

    /** Whether a warning of a check is an issue of a run. */
    static boolean keepsFromRunning(Issue warning) {
        return switch (warning.code()) {
            case MISSING_CREDENTIAL_ENV, INVALID_CREDENTIAL_BINDING, MISSING_ENV, UNRESOLVED_REFERENCE -> true;
            default -> false;
        };
    }
}
