package dev.dispatch.problem;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the findings about one document and gives each its line, its column and its step. It keeps the first
 * {@value #MOST} and counts the rest.
 */
public final class IssueList {

    /** The most findings that are kept. */
    public static final int MOST = 100;

    /** What all views of one list share. */
    private static final class Found {
        private final List<Issue> issues = new ArrayList<>();
        private int more;
    }

    private final @Nullable JsonSource source;
    private final Found found;
    private final @Nullable String stepId;

    private IssueList(@Nullable JsonSource source, Found found, @Nullable String stepId) {
        this.source = source;
        this.found = found;
        this.stepId = stepId;
    }

    /** For findings about a document that was read from a text. */
    public static IssueList about(JsonSource source) {
        return new IssueList(source, new Found(), null);
    }

    /** For findings about a value that has no text of its own. */
    public static IssueList withoutText() {
        return new IssueList(null, new Found(), null);
    }

    /** The same list; what is added through the view is marked with the step. */
    public IssueList inStep(String id) {
        return new IssueList(source, found, id);
    }

    public void add(Issue issue) {
        add(() -> issue);
    }

    /** Adds a finding that is costly to word; it is made only where it is kept. */
    public void add(Supplier<Issue> finding) {
        if (found.issues.size() == MOST) {
            found.more++;
            return;
        }
        Issue issue = finding.get();
        Issue placed =
                source == null || issue.position() != null ? issue : issue.atPosition(source.position(issue.pointer()));
        found.issues.add(stepId == null || placed.stepId() != null ? placed : placed.inStep(stepId));
    }

    public void addAll(Iterable<Issue> more) {
        more.forEach(this::add);
    }

    /** The findings in the order of the document; where some were not kept, a last one says how many. */
    public List<Issue> issues() {
        List<Issue> all = new ArrayList<>(found.issues);
        all.sort(Issue.IN_DOCUMENT_ORDER);
        if (found.more == 0) {
            return List.copyOf(all);
        }
        Issue rest = Issue.at(
                        IssueCode.MORE_ISSUES,
                        Pointer.ROOT,
                        found.more + " more were found; the first " + MOST + " are shown")
                .expected("at most " + MOST + " at once; mend these first")
                .actual(String.valueOf(found.more + MOST))
                .with(Json.object().put("more", found.more));
        all.add(source == null ? rest : rest.atPosition(source.position(Pointer.ROOT)));
        return all;
    }

    /** True where a finding stands at that very place. */
    public boolean hasAt(Pointer pointer) {
        return found.issues.stream().anyMatch(issue -> issue.pointer().equals(pointer));
    }

    public boolean isEmpty() {
        return found.issues.isEmpty();
    }
}
