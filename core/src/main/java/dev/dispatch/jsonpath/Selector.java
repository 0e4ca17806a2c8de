package dev.dispatch.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a segment chooses among the children of a value (RFC 9535, section 2.3). */
sealed interface Selector {

    /** Adds the chosen children of {@code from} to {@code found}. */
    void select(Place from, Evaluation evaluation, List<Place> found);

    /** A selector of one child at most. */
    sealed interface Step extends Selector {

        /** The chosen child, null where there is none. */
        @Nullable
        JsonNode child(JsonNode parent);

        /** Where {@code child}, chosen by this step, stands below {@code parent}. */
        Place place(Place parent, JsonNode child);

        @Override
        default void select(Place from, Evaluation evaluation, List<Place> found) {
            evaluation.spend(1);
            JsonNode child = child(from.value());
            if (child != null) {
                evaluation.add(place(from, child), found);
            }
        }
    }

    /** The member of an object with this name. */
    record Name(String name) implements Step {

        @Override
        public @Nullable JsonNode child(JsonNode parent) {
            return parent.get(name);
        }

        @Override
        public Place place(Place parent, JsonNode child) {
            return Place.member(parent, name, child);
        }
    }

    /** The element of an array at this index, counted from the end where negative. */
    record Index(long index) implements Step {

        @Override
        public @Nullable JsonNode child(JsonNode parent) {
            if (!parent.isArray()) {
                return null;
            }
            long position = position(parent);
            return position >= 0 && position < parent.size() ? parent.get((int) position) : null;
        }

        @Override
        public Place place(Place parent, JsonNode child) {
            return Place.element(parent, (int) position(parent.value()), child);
        }

        private long position(JsonNode array) {
            return index < 0 ? index + array.size() : index;
        }
    }

    /** Every child. */
    record Wildcard() implements Selector {

        @Override
        public void select(Place from, Evaluation evaluation, List<Place> found) {
            for (Place child : from.children(evaluation)) {
                evaluation.add(child, found);
            }
        }
    }

    /** Every child for which the condition holds. */
    record Filter(LogicalExpression condition) implements Selector {

        @Override
        public void select(Place from, Evaluation evaluation, List<Place> found) {
            for (Place child : from.children(evaluation)) {
                if (condition.holds(child.value(), evaluation)) {
                    evaluation.add(child, found);
                }
            }
        }
    }

    /** A range of an array (RFC 9535, section 2.3.4.2); null bounds follow from the sign of the step. */
    record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {

        @Override
        public void select(Place from, Evaluation evaluation, List<Place> found) {
            JsonNode array = from.value();
            if (step == 0 || !array.isArray()) {
                return;
            }
            long size = array.size();
            boolean forward = step > 0;
            long lowest = forward ? 0 : -1;
            long highest = forward ? size : size - 1;
            long position = start == null ? (forward ? lowest : highest) : bound(start, size, lowest, highest);
            long stop = end == null ? (forward ? highest : lowest) : bound(end, size, lowest, highest);
            for (; forward ? position < stop : position > stop; position += step) {
                evaluation.spend(1);
                evaluation.add(Place.element(from, (int) position, array.get((int) position)), found);
            }
        }

        private static long bound(long index, long size, long lowest, long highest) {
            return Math.clamp(index < 0 ? index + size : index, lowest, highest);
        }
    }
}
