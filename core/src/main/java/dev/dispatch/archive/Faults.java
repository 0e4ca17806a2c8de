package dev.dispatch.archive;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.List;

/** What is wrong with one archive; anything that is makes it unusable. */
public final class Faults {

    private final String source;
    private final IssueList issues = IssueList.withoutText();

    /** @param source names the archive */
    public Faults(String source) {
        this.source = source;
    }

    /**
     * Adds a finding.
     *
     * @param entry the one it is about; the archive itself where empty
     */
    public void add(String entry, String message, String expected, String actual) {
        Issue issue = Issue.at(IssueCode.INVALID_BUNDLE, Pointer.ROOT, message)
                .atPath(entry.isEmpty() ? source : entry)
                .expected(expected)
                .actual(actual);
        issues.add(entry.isEmpty() ? issue : issue.with("file", source));
    }

    /** Adds a finding about the text of an entry, which keeps its place there. */
    public void add(String entry, Issue issue) {
        issues.add(issue.atPath(entry + (issue.path().isEmpty() ? "" : " " + issue.path()))
                .with("file", source));
    }

    /** One finding after which nothing else can be said. */
    public ProblemException fatal(String entry, String message, String expected, String actual) {
        add(entry, message, expected, actual);
        return problem();
    }

    /**
     * Ends the look at the archive where there is a finding.
     *
     * @throws ProblemException with every finding
     */
    public void check() {
        if (!issues.isEmpty()) {
            throw problem();
        }
    }

    private ProblemException problem() {
        return Problem.of(ProblemCode.RUNTIME_ERROR, "the bundle is not valid; nothing was written", issues.issues())
                .details(Json.object().put("bundle", source))
                .next(List.of(NextAction.of("read what a bundle must be", "explain", "INVALID_BUNDLE")))
                .exception();
    }
}
