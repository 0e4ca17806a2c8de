package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @param fillable missing values of memory that a job which was found stores; each is an issue too
     */
    record Rejected(
            Optional<Job> job,
            Optional<Plan> plan,
            List<Issue> jobIssues,
            List<Issue> inputIssues,
            List<Issue> dependencyIssues,
            List<Issue> credentialIssues,
            List<Issue> warnings,
            List<NextAction> next,
            List<MissingMemory> fillable)
            implements PreflightResult {
        public Rejected {
            jobIssues = List.copyOf(jobIssues);
            inputIssues = List.copyOf(inputIssues);
            dependencyIssues = List.copyOf(dependencyIssues);
            credentialIssues = List.copyOf(credentialIssues);
            warnings = List.copyOf(warnings);
            next = List.copyOf(next);
            fillable = List.copyOf(fillable);
        }

        /** The same without the values that are going to be filled among the issues. */
        public Rejected withoutFillable() {
            Set<Pointer> filled = new HashSet<>();
            fillable.forEach(missing -> filled.add(missing.needed().pointer()));
            List<Issue> left = dependencyIssues.stream()
                    .filter(issue ->
                            issue.code() != IssueCode.MISSING_MEMORY_DEPENDENCY || !filled.contains(issue.pointer()))
                    .toList();
            return new Rejected(job, plan, jobIssues, inputIssues, left, credentialIssues, warnings, next, fillable);
        }

        /** What can run once those values are there; empty where something else keeps the job from running. */
        public Optional<Plan> planOnceFilled() {
            return plan.filter(
                    _ -> !fillable.isEmpty() && withoutFillable().issues().isEmpty());
        }

        /** The same with more about its dependencies. */
        public Rejected with(List<Issue> moreIssues, List<Issue> moreWarnings, List<NextAction> moreNext) {
            return new Rejected(
                    job,
                    plan,
                    jobIssues,
                    inputIssues,
                    ordered(joined(dependencyIssues, moreIssues)),
                    credentialIssues,
                    joined(warnings, moreWarnings),
                    joined(next, moreNext),
                    fillable);
        }

        private static <T> List<T> joined(List<T> first, List<T> more) {
            List<T> all = new ArrayList<>(first);
            all.addAll(more);
            return all;
        }

        /** In the order of the job's document; those of other files come last, as they are. */
        private static List<Issue> ordered(List<Issue> issues) {
            List<Issue> here = new ArrayList<>(issues);
            List<Issue> elsewhere = new ArrayList<>(issues);
            here.removeIf(issue -> issue.attributes().has("file"));
            elsewhere.removeIf(issue -> !issue.attributes().has("file"));
            here.sort(Issue.IN_DOCUMENT_ORDER);
            here.addAll(elsewhere);
            return here;
        }

        /** Every issue: those of what was given, those of the job in the order of its document, those of other files. */
        public List<Issue> issues() {
            List<Issue> written = new ArrayList<>(jobIssues);
            written.addAll(dependencyIssues);
            written.addAll(credentialIssues);

            List<Issue> all = new ArrayList<>(inputIssues);
            all.addAll(ordered(written));
            return all;
        }
    }
}
