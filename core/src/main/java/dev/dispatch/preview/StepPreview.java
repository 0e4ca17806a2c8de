package dev.dispatch.preview;

import dev.dispatch.job.Step;
import dev.dispatch.plan.Node;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a step would do.
 *
 * @param node the step as it was planned; null where its action is not there
 * @param poll how often its action is called; null where it is called once
 * @param unknowns what it asks for and cannot be had before the run
 */
record StepPreview(
        int number,
        Step step,
        Node.@Nullable Leaf node,
        Entry entry,
        Deed deed,
        @Nullable PollBounds poll,
        List<Unknown> unknowns) {

    /** Whether the step is entered, by its {@code when}. */
    enum Entry {
        ALWAYS,
        HOLDS,
        NEVER,
        UNKNOWN
    }

    /** What is done once the step is entered. */
    sealed interface Deed {

        record Sends(RequestPreview request) implements Deed {}

        /** The action does what its input says, without a request that could be told. */
        record Takes(JsonNode input, boolean calls) implements Deed {}

        /** It fails before it does anything. */
        record Fails(String message) implements Deed {}

        /** Its action is not there, or its condition does not hold. */
        record Nothing() implements Deed {}
    }

    StepPreview {
        unknowns = List.copyOf(unknowns);
    }

    /** The fewest requests of a run in which every step that is entered succeeds; redirects do not count. */
    int fewestCalls() {
        boolean sends = deed instanceof Deed.Sends && (entry == Entry.ALWAYS || entry == Entry.HOLDS);
        if (!sends) {
            return 0;
        }
        return poll == null ? 1 : poll.fewestTries().orElse(1);
    }

    /** The most requests; empty where that cannot be told. */
    OptionalInt mostCalls() {
        return switch (deed) {
            case Deed.Sends _ -> poll == null ? OptionalInt.of(1) : poll.mostTries();
            case Deed.Takes takes -> takes.calls() ? OptionalInt.empty() : OptionalInt.of(0);
            case Deed.Fails _ -> OptionalInt.of(0);
            case Deed.Nothing _ -> entry == Entry.NEVER ? OptionalInt.of(0) : OptionalInt.empty();
        };
    }
}
