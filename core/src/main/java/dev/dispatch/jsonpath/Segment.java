package dev.dispatch.jsonpath;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One segment of a query (RFC 9535, section 2.5). */
sealed interface Segment {

    List<Selector> selectors();

    /** Adds what the selectors choose, starting from {@code from}, to {@code found}. */
    void select(Place from, Evaluation evaluation, List<Place> found);

    /** Applies its selectors to the value itself. */
    record Child(List<Selector> selectors) implements Segment {

        public Child {
            selectors = List.copyOf(selectors);
        }

        @Override
        public void select(Place from, Evaluation evaluation, List<Place> found) {
            for (Selector selector : selectors) {
                selector.select(from, evaluation, found);
            }
        }
    }

    /** Applies its selectors to the value and everything below it, parents before children. */
    record Descendant(List<Selector> selectors) implements Segment {

        public Descendant {
            selectors = List.copyOf(selectors);
        }

        /** Keeps its own stack: the depth of a document is not ours to choose. */
        @Override
        public void select(Place from, Evaluation evaluation, List<Place> found) {
            List<Place> open = new ArrayList<>();
            open.add(from);
            while (!open.isEmpty()) {
                Place place = open.removeLast();
                for (Selector selector : selectors) {
                    selector.select(place, evaluation, found);
                }
                int mark = open.size();
                for (Place child : place.children(evaluation)) {
                    if (child.value().isContainer()) {
                        open.add(child);
                    }
                }
                Collections.reverse(open.subList(mark, open.size()));
            }
        }
    }
}
