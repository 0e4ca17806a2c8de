package dev.dispatch.problem;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One finding: what, where, what was expected and how to mend it. Its texts are bounded and free of control characters,
 * whatever the document holds; a suggestion that could not be shown whole is left out.
 *
 * @param path the place as people read it, such as {@code scenario.steps[0].payload}
 * @param pointer the same place as a JSON Pointer (RFC 6901)
 * @param position line and column where the document is a text; absent for what has no text
 * @param suggestions ways to mend it, each of which works when followed; best first
 * @param mend the one change of the document that should mend it; only one that was tried is shown, as a JSON Patch
 * @param attributes further members of the finding's JSON form, such as {@code dependencyType}
 */
public record Issue(
        IssueCode code,
        @Nullable String stepId,
        String path,
        Pointer pointer,
        @Nullable Position position,
        String message,
        @Nullable String expected,
        @Nullable String actual,
        List<String> suggestions,
        @Nullable Patch mend,
        ObjectNode attributes) {

    /** The member with a line of source code and, below it, a mark at the place. */
    public static final String EXCERPT = "excerpt";

    /** By line and column, what is about another file behind; what has no place, and how many were left out, comes last. */
    public static final Comparator<Issue> IN_DOCUMENT_ORDER = Issue::compare;

    private static int compare(Issue a, Issue b) {
        int files = a.file().compareTo(b.file());
        if (files != 0) {
            return files;
        }
        int lines = Integer.compare(a.line(), b.line());
        return lines == 0 ? Integer.compare(a.column(), b.column()) : lines;
    }

    /** Empty for the document itself; what a policy forbids names the file of the policy. */
    private String file() {
        return attributes.has("rule") ? "" : attributes.path("file").asString("");
    }

    private int line() {
        return code == IssueCode.MORE_ISSUES || position == null ? Integer.MAX_VALUE : position.line();
    }

    private int column() {
        return position == null ? Integer.MAX_VALUE : position.column();
    }

    public Issue {
        stepId = stepId == null ? null : Shown.of(stepId);
        path = Shown.of(path);
        message = Shown.sentence(message);
        expected = expected == null ? null : Shown.sentence(expected);
        actual = actual == null ? null : Shown.of(actual);
        suggestions = suggestions.stream().filter(Shown::isPlain).toList();
    }

    /** A finding that is about no document that could be changed. */
    public Issue(
            IssueCode code,
            @Nullable String stepId,
            String path,
            Pointer pointer,
            @Nullable Position position,
            String message,
            @Nullable String expected,
            @Nullable String actual,
            List<String> suggestions,
            ObjectNode attributes) {
        this(code, stepId, path, pointer, position, message, expected, actual, suggestions, null, attributes);
    }

    /** A finding at a place, to be completed by the methods below. */
    public static Issue at(IssueCode code, Pointer pointer, String message) {
        return new Issue(code, null, pointer.dotted(), pointer, null, message, null, null, List.of(), Json.object());
    }

    public Issue inStep(@Nullable String id) {
        return new Issue(code, id, path, pointer, position, message, expected, actual, suggestions, mend, attributes);
    }

    /** The same finding in other words. */
    public Issue saying(String words) {
        return new Issue(code, stepId, path, pointer, position, words, expected, actual, suggestions, attributes);
    }

    public Issue atPath(String shown) {
        return new Issue(
                code, stepId, shown, pointer, position, message, expected, actual, suggestions, mend, attributes);
    }

    public Issue atPosition(Optional<Position> place) {
        return new Issue(
                code,
                stepId,
                path,
                pointer,
                place.orElse(null),
                message,
                expected,
                actual,
                suggestions,
                mend,
                attributes);
    }

    public Issue expected(String wanted) {
        return new Issue(code, stepId, path, pointer, position, message, wanted, actual, suggestions, mend, attributes);
    }

    public Issue actual(String found) {
        return new Issue(
                code, stepId, path, pointer, position, message, expected, found, suggestions, mend, attributes);
    }

    public Issue suggest(List<String> ways) {
        return new Issue(code, stepId, path, pointer, position, message, expected, actual, ways, mend, attributes);
    }

    public Issue suggest(String way) {
        return suggest(List.of(way));
    }

    /** Texts of which each can stand in the place of the one found; a single one is how to mend it. */
    public Issue suggestInstead(List<String> texts) {
        Issue issue = suggest(texts);
        return texts.size() == 1 ? issue.mend(Patch.text(pointer, texts.getFirst())) : issue;
    }

    /** Names of which each can stand in the place of the member's; a single one is how to mend it. */
    public Issue suggestName(List<String> names) {
        Issue issue = suggest(names);
        return names.size() == 1 ? issue.mend(Patch.rename(pointer, names.getFirst())) : issue;
    }

    /** What should mend it. */
    public Issue mend(Patch change) {
        return new Issue(
                code, stepId, path, pointer, position, message, expected, actual, suggestions, change, attributes);
    }

    /** The same finding with one more member. */
    public Issue with(String name, String value) {
        ObjectNode more = attributes.deepCopy();
        more.put(name, value);
        return with(more);
    }

    /** The same finding with the change that mends it among its members. */
    public Issue patched() {
        return mend == null ? this : with(attributes.deepCopy().set("patch", mend.toJson()));
    }

    public Issue with(ObjectNode members) {
        return new Issue(code, stepId, path, pointer, position, message, expected, actual, suggestions, mend, members);
    }

    /** The form that every command prints. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("code", code.name());
        putIfThere(json, "stepId", stepId);
        json.put("path", path);
        json.put("pointer", pointer.text());
        if (position != null) {
            json.put("line", position.line());
            json.put("column", position.column());
        }
        json.put("message", message);
        putIfThere(json, "expected", expected);
        putIfThere(json, "actual", actual);
        if (!suggestions.isEmpty()) {
            json.set("suggestions", Json.texts(suggestions));
        }
        json.setAll(attributes);
        return json;
    }

    public static ArrayNode toJson(List<Issue> issues) {
        ArrayNode array = Json.array();
        issues.forEach(issue -> array.add(issue.toJson()));
        return array;
    }

    private static void putIfThere(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
