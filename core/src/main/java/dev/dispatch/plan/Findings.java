package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.IssueCode;
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

    /** True where nothing but warnings was found. */
    boolean isClean() {
        return inputs.isEmpty() && job.isEmpty() && dependencies.isEmpty() && credentials.isEmpty();
    }

    PreflightResult.Rejected rejected(Job read, Plan plan, List<NextAction> next, List<MissingMemory> fillable) {
        return new PreflightResult.Rejected(
                Optional.of(read),
                job.issues().stream().allMatch(issue -> issue.code() == IssueCode.MISSING_ENV)
                        ? Optional.of(plan)
                        : Optional.empty(),
                job.issues(),
                inputs.issues(),
                dependencies.issues(),
                credentials.issues(),
                warnings.issues(),
                next,
                List.of(),
                fillable);
    }
}
