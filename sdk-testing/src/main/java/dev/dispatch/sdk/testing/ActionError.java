package dev.dispatch.sdk.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why an action did not succeed.
 *
 * @param code the word that the action gave, or one of the program's such as {@code UNEXPECTED_STATUS}
 * @param message one sentence for people
 * @param retryable whether the same call may work a moment later
 * @param issues the single findings
 */
public record ActionError(String code, String message, boolean retryable, List<Finding> issues) {

    /**
     * One finding.
     *
     * @param code one of the program's, such as {@code UNKNOWN_FIELD}
     * @param pointer where in the input (RFC 6901), or below {@code /exports}, {@code /response} or {@code /credential};
     *     empty for all of it
     * @param expected what belongs there; null where the message says it all
     */
    public record Finding(
            String code,
            String pointer,
            String message,
            @Nullable String expected) {}

    public ActionError {
        issues = List.copyOf(issues);
    }

    @Override
    public String toString() {
        return code + ": " + message
                + issues.stream()
                        .map(issue -> "\n  " + (issue.pointer().isEmpty() ? "" : issue.pointer() + " ")
                                + issue.message() + (issue.expected() == null ? "" : "; expected " + issue.expected()))
                        .collect(Collectors.joining());
    }
}
