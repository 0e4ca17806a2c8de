package dev.dispatch.comparison;

import dev.dispatch.json.Pointer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One place where a run is another than the one it is held against.
 *
 * @param place of the step's execution, such as {@code create} or {@code list[3]/get}; empty for the run itself
 * @param member what of it differs: {@code status}, {@code response}, {@code calls} and the like
 * @param pointer where within that member; the root for all of it
 * @param against what the other run has; null where it has nothing
 * @param run what this run has; null where it has nothing
 * @param note what the two values do not show; null for nothing
 * @param ignored why the difference does not count; null where it does
 */
public record RunDifference(
        String place,
        String member,
        Pointer pointer,
        Kind kind,
        @Nullable JsonNode against,
        @Nullable JsonNode run,
        @Nullable String note,
        @Nullable Volatility ignored) {

    /** How the two differ at a place. */
    public enum Kind {
        /** Only this run has it. */
        ADDED,
        /** Only the other run has it. */
        REMOVED,
        CHANGED,
        /** Both have it, in another order. */
        MOVED;

        /** The word for documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RunDifference ignoredFor(Volatility why) {
        return new RunDifference(place, member, pointer, kind, against, run, note, why);
    }
}
