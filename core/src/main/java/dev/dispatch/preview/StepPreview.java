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
 * @param node the step as it was planned; null for a block, and where its action is not there
 * @param place where it stands among the others
 * @param poll how often its action is called; null where it is called once
 * @param unknowns what it asks for and cannot be had before the run
 */
record StepPreview(
        int number,
        Step step,
        Node.@Nullable Leaf node,
        Place place,
        Entry entry,
        Deed deed,
        @Nullable PollBounds poll,
        List<Unknown> unknowns) {

    /**
     * Where a step stands, and how often it is executed.
     *
     * @param depth how many blocks are around it
     * @param last whether it is one of {@code finally}, or in one
     * @param passes of its own loop
     * @param executions all of them, those of the loops and retries around it included
     */
    record Place(int depth, boolean last, Count passes, Count executions) {}

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

        /** Its action is not there, its condition does not hold, or its loop has no items. */
        record Nothing() implements Deed {}

        /** It runs other steps, which come after it. */
        record Holds() implements Deed {}
    }

    StepPreview {
        unknowns = List.copyOf(unknowns);
    }

    /** The requests of a run in which every step that is entered succeeds; redirects do not count. */
    Count calls() {
        return switch (deed) {
            case Deed.Sends _ -> place.executions().times(tries());
            case Deed.Takes takes -> takes.calls() ? place.executions().times(Count.atLeast(0)) : Count.NONE;
            case Deed.Fails _, Deed.Holds _ -> Count.NONE;
            case Deed.Nothing _ -> place.executions().isNone() ? Count.NONE : Count.atLeast(0);
        };
    }

    private Count tries() {
        if (poll == null) {
            return Count.ONCE;
        }
        OptionalInt most = poll.mostTries();
        int fewest = poll.fewestTries().orElse(1);
        return most.isPresent() ? Count.between(fewest, most.getAsInt()) : Count.atLeast(fewest);
    }
}
