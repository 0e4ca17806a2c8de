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
     * @param fillIssues findings about the jobs that would fill memory; each names its {@code file}
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
            List<Issue> fillIssues,
            List<MissingMemory> fillable)
            implements PreflightResult {
        public Rejected {
            jobIssues = List.copyOf(jobIssues);
            inputIssues = List.copyOf(inputIssues);
            dependencyIssues = List.copyOf(dependencyIssues);
            credentialIssues = List.copyOf(credentialIssues);
            warnings = List.copyOf(warnings);
            next = List.copyOf(next);
            fillIssues = List.copyOf(fillIssues);
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
            return new Rejected(
                    job, plan, jobIssues, inputIssues, left, credentialIssues, warnings, next, fillIssues, fillable);
        }

        /** What can run once those values are there; empty where something else keeps the job from running. */
        public Optional<Plan> planOnceFilled() {
            return plan.filter(
                    _ -> !fillable.isEmpty() && withoutFillable().issues().isEmpty());
        }

        /** The same with more about its dependencies; what names a file is about a job that would fill memory. */
        public Rejected with(List<Issue> moreIssues, List<Issue> moreWarnings, List<NextAction> moreNext) {
            List<Issue> own = new ArrayList<>(dependencyIssues);
            List<Issue> ofFills = new ArrayList<>(fillIssues);
            moreIssues.forEach(issue -> (issue.attributes().has("file") ? ofFills : own).add(issue));
            own.sort(Issue.IN_DOCUMENT_ORDER);
            return new Rejected(
                    job,
                    plan,
                    jobIssues,
                    inputIssues,
                    own,
                    credentialIssues,
                    joined(warnings, moreWarnings),
                    joined(next, moreNext),
                    ofFills,
                    fillable);
        }

        /** The same with more commands before the others. */
        public Rejected nextFirst(List<NextAction> first) {
            return new Rejected(
                    job,
                    plan,
                    jobIssues,
                    inputIssues,
                    dependencyIssues,
                    credentialIssues,
                    warnings,
                    joined(first, next),
                    fillIssues,
                    fillable);
        }

        /** A finding about the job with its line and column, as far as the job could be read. */
        public Issue placed(Issue issue) {
            return job.filter(_ -> issue.position() == null)
                    .map(found -> issue.atPosition(found.source().position(issue.pointer())))
                    .orElse(issue);
        }

        private static <T> List<T> joined(List<T> first, List<T> more) {
            List<T> all = new ArrayList<>(first);
            all.addAll(more);
            return all;
        }

        /** Those of what was given, those of the job in the order of its document, those of fill jobs. */
        public List<Issue> issues() {
            List<Issue> written = new ArrayList<>(jobIssues);
            written.addAll(dependencyIssues);
            written.addAll(credentialIssues);
            written.sort(Issue.IN_DOCUMENT_ORDER);
            List<Issue> all = new ArrayList<>(inputIssues);
            all.addAll(written);
            all.addAll(fillIssues);
            return all;
        }
    }
}
