package dev.dispatch.engine;

import dev.dispatch.batch.BatchSettings;
import dev.dispatch.batch.Rows;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run a job many times.
 *
 * @param job the file; its inputs are those that every run is given, as the rows have them already
 * @param rows the inputs of each run
 * @param words where they come from, for the batch's own description
 * @param record how much of the records of runs is kept
 * @param rerunOf the batch whose failed runs these are; null for a new one
 */
public record BatchRequest(
        JobRequest job,
        Rows rows,
        String words,
        BatchSettings settings,
        Recording record,
        @Nullable String rerunOf) {

    /** Failed runs are always recorded whole. */
    public enum Recording {
        ALL,
        /** Of the others only their line in the results. */
        FAILURES,
        /** Of the others how they ended and what they were given. */
        SUMMARY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
