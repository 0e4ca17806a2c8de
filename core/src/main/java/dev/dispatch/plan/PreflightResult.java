package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What preflight says of a job. */
public sealed interface PreflightResult {

    /** The run may start. */
    record Ready(Plan plan, List<Issue> warnings) implements PreflightResult {
        public Ready {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The run may not start.
     *
     * @param job what could be read of it; empty where the file is no JSON
     * @param plan what can be planned all the same; empty where the job is at fault for more than variables that are not set
     * @param next commands that provide what is missing
     */
    record Rejected(
            Optional<Job> job,
            Optional<Plan> plan,
            List<Issue> jobIssues,
            List<Issue> inputIssues,
            List<Issue> dependencyIssues,
            List<Issue> credentialIssues,
            List<Issue> warnings,
            List<NextAction> next)
            implements PreflightResult {
        public Rejected {
            jobIssues = List.copyOf(jobIssues);
            inputIssues = List.copyOf(inputIssues);
            dependencyIssues = List.copyOf(dependencyIssues);
            credentialIssues = List.copyOf(credentialIssues);
            warnings = List.copyOf(warnings);
            next = List.copyOf(next);
        }

        /** Every issue: those of what was given first, then those of the job in the order of its document. */
        public List<Issue> issues() {
            List<Issue> written = new ArrayList<>(jobIssues);
            written.addAll(dependencyIssues);
            written.addAll(credentialIssues);
            written.sort(Issue.IN_DOCUMENT_ORDER);
            List<Issue> all = new ArrayList<>(inputIssues);
            all.addAll(written);
            return all;
        }
    }
}
