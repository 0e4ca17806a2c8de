package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the parsing of one string; never leaves the package. */
final class ExpressionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IssueCode code;
    private final int offset;
    private final @Nullable String wanted;
    private final @Nullable String found;
    private final transient List<String> suggestions;

    ExpressionFault(
            IssueCode code,
            int offset,
            String message,
            @Nullable String wanted,
            @Nullable String found,
            List<String> suggestions) {
        super(message, null, false, false);
        this.code = code;
        this.offset = offset;
        this.wanted = wanted;
        this.found = found;
        this.suggestions = suggestions;
    }

    static ExpressionFault malformed(int offset, String message) {
        return new ExpressionFault(IssueCode.MALFORMED_INTERPOLATION, offset, message, null, null, List.of());
    }

    static ExpressionFault invalid(int offset, String message, String wanted, List<String> suggestions) {
        return new ExpressionFault(IssueCode.INVALID_INTERPOLATION, offset, message, wanted, null, suggestions);
    }

    Issue at(Pointer pointer) {
        Issue issue = Issue.at(code, pointer, getMessage() + " (character " + (offset + 1) + ")")
                .suggest(suggestions);
        issue = wanted == null ? issue : issue.expected(wanted);
        return found == null ? issue : issue.actual(found);
    }
}
