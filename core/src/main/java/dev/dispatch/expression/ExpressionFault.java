package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the parsing of one expression; never leaves the package. */
final class ExpressionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IssueCode code;
    private final int offset;
    private final @Nullable String wanted;
    private final @Nullable String found;
    private final transient List<String> suggestions;
    private final @Nullable String mended;

    ExpressionFault(
            IssueCode code,
            int offset,
            String message,
            @Nullable String wanted,
            @Nullable String found,
            List<String> suggestions,
            @Nullable String mended) {
        super(message, null, false, false);
        this.code = code;
        this.offset = offset;
        this.wanted = wanted;
        this.found = found;
        this.suggestions = suggestions;
        this.mended = mended;
    }

    static ExpressionFault malformed(int offset, String message) {
        return new ExpressionFault(IssueCode.MALFORMED_INTERPOLATION, offset, message, null, null, List.of(), null);
    }

    static ExpressionFault invalid(int offset, String message, String wanted, String found) {
        return new ExpressionFault(IssueCode.INVALID_INTERPOLATION, offset, message, wanted, found, List.of(), null);
    }

    /**
     * A name that nobody knows.
     *
     * @param near the known names that come near
     * @param mended the whole string with the one that was meant; null where that is not plain
     */
    static ExpressionFault unknown(
            int offset, String message, String wanted, String found, List<String> near, @Nullable String mended) {
        return new ExpressionFault(IssueCode.INVALID_INTERPOLATION, offset, message, wanted, found, near, mended);
    }

    int offset() {
        return offset;
    }

    /** @param text the whole string, of which a finding without a word of its own shows the beginning */
    Issue at(Pointer pointer, String text) {
        Issue issue = Issue.at(code, pointer, getMessage() + " (character " + (offset + 1) + ")")
                .suggest(suggestions)
                .expected(wanted == null ? "an expression that can be read" : wanted)
                .actual(found == null ? text : found);
        return mended == null ? issue : issue.mend(Patch.text(pointer, mended));
    }
}
