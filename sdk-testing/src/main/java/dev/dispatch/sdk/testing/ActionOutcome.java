package dev.dispatch.sdk.testing;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How one run of an action ended. As in a record, values of credentials and tokens that an answer brought read
 * {@code [REDACTED]}.
 *
 * @param response what later steps of a job would read; a missing node for none
 * @param exports the same, of the exports
 * @param detail the line for people
 * @param diagnostics what explains the result, or where the action broke; a missing node for none
 * @param activity the lines that the action wrote
 * @param progress what it told a watching person
 * @param error why it did not succeed; empty where it did
 * @param attempts how often the action was called; 0 where it was refused before
 */
public record ActionOutcome(
        Status status,
        JsonNode response,
        JsonNode exports,
        Optional<String> detail,
        JsonNode diagnostics,
        List<String> activity,
        List<String> progress,
        Optional<ActionError> error,
        int attempts) {

    /** The ways to end. */
    public enum Status {
        /** The action did what it promises. */
        SUCCEEDED,
        /** The action was called and failed, or gave what it does not promise. */
        FAILED,
        /** Input or credential do not fit, so that the action was not called. */
        REFUSED
    }

    public ActionOutcome {
        activity = List.copyOf(activity);
        progress = List.copyOf(progress);
    }

    /** True where the action did what it promises. */
    public boolean succeeded() {
        return status == Status.SUCCEEDED;
    }

    /**
     * This outcome where it succeeded.
     *
     * @throws AssertionError that says why it did not
     */
    public ActionOutcome orFail() {
        if (succeeded()) {
            return this;
        }
        String why = error.map(ActionError::toString).orElse("no reason is known");
        throw new AssertionError(
                (status == Status.REFUSED ? "The action was not called: " : "The action failed: ") + why);
    }
}
