package dev.dispatch.preview;

import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * How often a poll calls its action; empty for what is not known.
 *
 * @param fewestTries that can end it well
 * @param mostTries that fit into its time, or fewer where it says so
 */
record PollBounds(OptionalInt intervalMs, OptionalInt maxDurationMs, OptionalInt fewestTries, OptionalInt mostTries) {

    /** @param settings the payload of the poll with its defaults; what is not known is a text in it */
    static PollBounds of(JsonNode settings) {
        OptionalInt interval = number(settings.path("intervalMs"));
        OptionalInt longest = number(settings.path("maxDurationMs"));
        JsonNode most = settings.path("maxAttempts");
        OptionalInt tries = number(most);
        if (interval.isPresent() && longest.isPresent() && (most.isMissingNode() || tries.isPresent())) {
            // A try starts only while more than the pause before it is left.
            int fit = Math.ceilDiv(longest.getAsInt(), interval.getAsInt());
            tries = OptionalInt.of(Math.min(fit, tries.orElse(fit)));
        }
        return new PollBounds(interval, longest, number(settings.path("minSuccessAttempts")), tries);
    }

    private static OptionalInt number(JsonNode node) {
        return node.isInt() && node.intValue() > 0 ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
    }
}
