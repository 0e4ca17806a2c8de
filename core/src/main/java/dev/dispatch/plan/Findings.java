package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What preflight found, by category; warnings do not keep a run from starting. */
final class Findings {

    private static final String CALLED = "; in the called job ";

    private final IssueList inputs;
    private final IssueList job;
    private final IssueList dependencies;
    private final IssueList credentials;
    private final IssueList warnings;
    private final Set<List<Object>> ofCalled = new HashSet<>();
    private final List<NextAction> next = new ArrayList<>();
    private final List<MissingMemory> fillable = new ArrayList<>();

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

    /** Adds what was found in a job that is called; each finding once, however many steps call it, and with its file. */
    void called(PreflightResult result, String file) {
        switch (result) {
            case PreflightResult.Ready ready -> called(ready.warnings(), file, warnings);
            case PreflightResult.Rejected rejected -> {
                called(rejected.jobIssues(), file, job);
                called(rejected.dependencyIssues(), file, dependencies);
                called(rejected.credentialIssues(), file, credentials);
                called(rejected.warnings(), file, warnings);
                next.addAll(rejected.next());
                fillable.addAll(rejected.fillable());
            }
        }
    }

    /** Adds what is wrong with the file of a called job. */
    void called(Issue issue, String file) {
        called(List.of(issue), file, job);
    }

    /** Whether a finding is about a job that is called. */
    boolean isOfCalled(Issue issue) {
        return ofCalled.contains(key(issue));
    }

    private void called(List<Issue> issues, String file, IssueList to) {
        for (Issue issue : issues) {
            Issue placed = inFile(issue, file);
            if (ofCalled.add(key(placed))) {
                to.add(placed);
            }
        }
    }

    /** Without how to mend it, which would be said of the wrong file. */
    private static Issue inFile(Issue issue, String file) {
        boolean named = issue.attributes().has("file");
        // The file of a policy stays; which job it forbids is said in words.
        boolean ofPolicy = issue.attributes().has("rule") && !issue.message().contains(CALLED);
        Issue placed = named ? issue : issue.with("file", file);
        return placed.saying(ofPolicy ? issue.message() + CALLED + file : issue.message());
    }

    private static List<Object> key(Issue issue) {
        String file = issue.attributes().path("file").asString("");
        return List.of(issue.code(), file, issue.pointer(), issue.message());
    }

    PreflightResult.Rejected rejected(Job read, Plan plan, List<NextAction> more, List<MissingMemory> lacking) {
        next.addAll(0, more);
        fillable.addAll(0, lacking);
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
                next.stream().distinct().toList(),
                List.of(),
                fillable.stream().distinct().toList());
    }
}
