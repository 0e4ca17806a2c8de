package dev.dispatch.job;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Template;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code capture}. */
final class CapturesParser {

    private CapturesParser() {}

    static Map<String, Capture> parse(Members block, IssueList issues) {
        Map<String, Capture> captures = new LinkedHashMap<>();
        block.each((name, _) -> {
            Pointer at = block.pointer(name);
            RunNames.check(IssueCode.INVALID_CAPTURE, name, at, issues);
            block.text(name)
                    .ifPresent(text -> capture(text, at, issues).ifPresent(capture -> captures.put(name, capture)));
        });
        return captures;
    }

    private static Optional<Capture> capture(String text, Pointer at, IssueList issues) {
        Optional<Expression.Reference> source = source(text, at);
        if (source.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_CAPTURE, at, "'" + text + "' does not say where the value comes from")
                    .expected("response.<path> or exports.<path>")
                    .actual(text)
                    .suggestInstead(mended(text, at)));
        }
        return source.map(reference -> new Capture(reference, text));
    }

    private static Optional<Expression.Reference> source(String text, Pointer at) {
        return switch (Template.reference(text, at, JobRoots.CAPTURE)) {
            case Parsed.Ok<Expression.Reference>(Expression.Reference reference) ->
                Optional.of(reference).filter(found -> !found.segments().isEmpty());
            case Parsed.Faulty<Expression.Reference> _ -> Optional.empty();
        };
    }

    /** A capture is a path on its own; the braces of an expression and the dollar of a JSONPath are the usual slips. */
    private static List<String> mended(String text, Pointer at) {
        String inner;
        if (text.startsWith("${") && text.endsWith("}")) {
            inner = text.substring(2, text.length() - 1);
        } else if (text.startsWith("$.")) {
            inner = text.substring(2);
        } else {
            return List.of();
        }
        return source(inner, at).isPresent() ? List.of(inner) : List.of();
    }
}
