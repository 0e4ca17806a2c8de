package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import java.util.List;
import java.util.Optional;

/** What preflight found, by category; warnings do not keep a run from starting. */
final class Findings {

    private final IssueList inputs;
    private final IssueList job;
    private final IssueList dependencies;
    private final IssueList credentials;
    private final IssueList warnings;

    Findings(JsonSource source) {
        this.inputs = IssueList.about(source);
        this.job = IssueList.about(source);
        this.dependencies = IssueList.about(source);
        this.credentials = IssueList.about(source);
        this.warnings = IssueList.about(source);
    }

    IssueList inputs() {
        return inputs;
    }

    IssueList job() {
        return job;
    }

    IssueList dependencies() {
        return dependencies;
    }

    IssueList credentials() {
        return credentials;
    }

    IssueList warnings() {
        return warnings;
    }

    /** True where nothing but warnings and values of memory that can be filled was found. */
    boolean isCleanBut(List<MissingMemory> fillable) {
        return inputs.isEmpty()
                && job.isEmpty()
                && credentials.isEmpty()
                && (fillable.isEmpty()
                        ? dependencies.isEmpty()
                        : dependencies.issues().size() == fillable.size());
    }

    PreflightResult.Rejected rejected(
            Job read, List<NextAction> next, List<MissingMemory> fillable, Optional<Plan> plan) {
        return new PreflightResult.Rejected(
                Optional.of(read),
                job.issues(),
                inputs.issues(),
                dependencies.issues(),
                credentials.issues(),
                warnings.issues(),
                next,
                fillable,
                plan);
    }
}
