package dev.dispatch.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A path from the root ({@code $}) or from the current value of a filter ({@code @}). */
sealed interface Query {

    /** Where the query leads, in order, with {@code current} standing for {@code @}. */
    List<Place> places(JsonNode current, Evaluation evaluation);

    /** Whether the query leads anywhere. */
    boolean matches(JsonNode current, Evaluation evaluation);

    /** Names and indexes only (RFC 9535, section 2.3.5.1). */
    record Singular(boolean fromRoot, List<Selector.Step> steps) implements Query {

        public Singular {
            steps = List.copyOf(steps);
        }

        /** The value at the end of the steps from {@code start}, null where there is none. Allocates nothing. */
        @Nullable
        JsonNode follow(JsonNode start) {
            JsonNode node = start.isMissingNode() ? null : start;
            for (int i = 0; node != null && i < steps.size(); i++) {
                node = steps.get(i).child(node);
            }
            return node;
        }

        @Nullable
        JsonNode value(JsonNode current, Evaluation evaluation) {
            evaluation.spend(steps.size());
            return follow(fromRoot ? evaluation.root() : current);
        }

        @Override
        public boolean matches(JsonNode current, Evaluation evaluation) {
            return value(current, evaluation) != null;
        }

        @Override
        public List<Place> places(JsonNode current, Evaluation evaluation) {
            evaluation.spend(steps.size());
            Place place = Place.start(fromRoot ? evaluation.root() : current);
            for (Selector.Step step : steps) {
                JsonNode child = step.child(place.value());
                if (child == null) {
                    return List.of();
                }
                place = step.place(place, child);
            }
            return List.of(place);
        }
    }

    /** Any other query: each segment maps the list of places before it to the next one. */
    record Many(boolean fromRoot, List<Segment> segments) implements Query {

        public Many {
            segments = List.copyOf(segments);
        }

        @Override
        public boolean matches(JsonNode current, Evaluation evaluation) {
            return !places(current, evaluation).isEmpty();
        }

        @Override
        public List<Place> places(JsonNode current, Evaluation evaluation) {
            List<Place> places = List.of(Place.start(fromRoot ? evaluation.root() : current));
            for (int i = 0; i < segments.size() && !places.isEmpty(); i++) {
                List<Place> next = new ArrayList<>();
                for (Place place : places) {
                    segments.get(i).select(place, evaluation, next);
                }
                places = next;
            }
            return places;
        }
    }
}
