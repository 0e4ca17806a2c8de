package dev.dispatch.draft;

import java.util.Locale;

/**
 * What became of a step in a draft.
 *
 * @param rules how many were drafted
 * @param status how the step ended in the run
 */
public record DraftedStep(String stepId, Kind kind, int rules, String status) {

    /** Where the {@code expect} of the step comes from. */
    public enum Kind {
        /** From what was observed. */
        DRAFTED,
        /** From the job's author. */
        KEPT,
        /** There is none. */
        NONE;

        /** The word for documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
