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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code capture}. */
final class CapturesParser {

    private static final Set<String> RESERVED_RUN_NAMES =
            Set.of("startedAt", "runId", "batchId", "batchIndex", "batchCount", "workerId");

    private CapturesParser() {}

    static Map<String, Capture> parse(Members block, IssueList issues) {
        Map<String, Capture> captures = new LinkedHashMap<>();
        block.each((name, node) -> {
            Pointer at = block.pointer(name);
            NameCheck.check(IssueCode.INVALID_CAPTURE, "captured value", name, at, issues);
            if (RESERVED_RUN_NAMES.contains(name)) {
                issues.add(Issue.at(
                                IssueCode.INVALID_CAPTURE,
                                at,
                                "run." + name + " is set by dispatch and cannot be captured")
                        .expected("another name than "
                                + String.join(
                                        ", ",
                                        RESERVED_RUN_NAMES.stream().sorted().toList()))
                        .actual(name));
            }
            block.requiredText(name)
                    .ifPresent(text -> capture(text, at, issues).ifPresent(capture -> captures.put(name, capture)));
        });
        return captures;
    }

    private static Optional<Capture> capture(String text, Pointer at, IssueList issues) {
        Optional<Expression.Reference> source = switch (Template.reference(text, at, JobRoots.CAPTURE)) {
            case Parsed.Ok<Expression.Reference>(Expression.Reference reference) ->
                Optional.of(reference).filter(found -> !found.segments().isEmpty());
            case Parsed.Faulty<Expression.Reference> _ -> Optional.empty();
        };
        if (source.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_CAPTURE, at, "'" + text + "' does not say where the value comes from")
                    .expected("response.<path> or exports.<path>")
                    .actual(text));
        }
        return source.map(reference -> new Capture(reference, text));
    }
}
