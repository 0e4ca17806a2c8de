package dev.dispatch.problem;

import dev.dispatch.json.JsonSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings about one document and gives each its line, its column and its step. */
public final class IssueList {

    private final @Nullable JsonSource source;
    private final List<Issue> issues;
    private final @Nullable String stepId;

    private IssueList(@Nullable JsonSource source, List<Issue> issues, @Nullable String stepId) {
        this.source = source;
        this.issues = issues;
        this.stepId = stepId;
    }

    /** For findings about a document that was read from a text. */
    public static IssueList about(JsonSource source) {
        return new IssueList(source, new ArrayList<>(), null);
    }

    /** For findings about a value that has no text of its own. */
    public static IssueList withoutText() {
        return new IssueList(null, new ArrayList<>(), null);
    }

    /** The same list; what is added through the view is marked with the step. */
    public IssueList inStep(String id) {
        return new IssueList(source, issues, id);
    }

    public void add(Issue issue) {
        Issue placed =
                source == null || issue.position() != null ? issue : issue.atPosition(source.position(issue.pointer()));
        issues.add(stepId == null || placed.stepId() != null ? placed : placed.inStep(stepId));
    }

    public void addAll(Iterable<Issue> more) {
        more.forEach(this::add);
    }

    public List<Issue> issues() {
        return List.copyOf(issues);
    }

    public boolean isEmpty() {
        return issues.isEmpty();
    }
}
