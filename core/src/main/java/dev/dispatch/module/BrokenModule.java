package dev.dispatch.module;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Denial;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A folder that looked like a module and could not be loaded.
 *
 * @param source the folder
 * @param cause the first finding in one sentence
 * @param issues everything that was found, each with its file as its path; empty where no place in a file is at fault
 * @param denial the rule of a policy that forbids it; null where it is broken
 */
public record BrokenModule(
        String source,
        String cause,
        List<Issue> issues,
        @Nullable Denial denial) {

    public BrokenModule {
        issues = List.copyOf(issues);
    }

    /** One that no place in a file is at fault for. */
    static BrokenModule because(String source, String cause) {
        return new BrokenModule(source, cause, List.of(), null);
    }

    static BrokenModule forbidden(String source, Denial denial) {
        return new BrokenModule(source, denial.message(), List.of(), denial);
    }

    /** One with findings about its files, the first of which is told in lists. */
    static BrokenModule of(Path folder, List<Issue> issues) {
        String more = issues.size() == 1 ? "" : " (and " + (issues.size() - 1) + " more)";
        return new BrokenModule(folder.toString(), sentence(folder, issues.getFirst()) + more, issues, null);
    }

    /** Whether the folder, which an installed module's version follows, has that name. */
    boolean isNamed(String name) {
        String last = String.valueOf(Path.of(source).getFileName());
        return last.equals(name) || last.startsWith(name + "@");
    }

    /** What a message that the module is missing goes on with. */
    public String afterMissing() {
        return "; " + source + " could not be loaded: " + cause;
    }

    /** The command that tells all of what is wrong. */
    public NextAction check() {
        return NextAction.of("see everything that is wrong with the module", "module", "validate", "--path", source);
    }

    /** For a reader who sees nothing else of the finding. */
    private static String sentence(Path folder, Issue issue) {
        String prefix = folder + folder.getFileSystem().getSeparator();
        String file = issue.path().startsWith(prefix) ? issue.path().substring(prefix.length()) : issue.path();
        String pointer = issue.pointer().dotted();
        String place =
                issue.position() == null ? pointer : issue.position() + (pointer.isEmpty() ? "" : " (" + pointer + ")");
        String expected = issue.expected() == null ? "" : "; expected " + issue.expected();
        return file + (place.isEmpty() ? "" : " " + place) + ": " + issue.message() + expected;
    }

    /** All of it as one finding; its place is the folder. */
    public Issue issue() {
        Issue whole = Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, cause)
                .atPath(source)
                .expected("a module that can be loaded")
                .actual("one that cannot");
        if (issues.isEmpty()) {
            return whole;
        }
        Issue first = issues.getFirst();
        JsonNode excerpt = first.attributes().get(Issue.EXCERPT);
        Issue told = whole.suggest(first.suggestions());
        return excerpt == null ? told : told.with(Json.object().set(Issue.EXCERPT, excerpt));
    }
}
