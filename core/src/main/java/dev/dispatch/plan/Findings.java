package dev.dispatch.plan;

import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
import java.util.List;

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

    List<Issue> all() {
        List<Issue> all = new ArrayList<>(inputs.issues());
        all.addAll(job.issues());
        all.addAll(dependencies.issues());
        all.addAll(credentials.issues());
        return all;
    }
}
