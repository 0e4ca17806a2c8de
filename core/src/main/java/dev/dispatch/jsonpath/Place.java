package dev.dispatch.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value in a document and how it was reached; {@code name} is null for an element of an array. */
record Place(
        JsonNode value, @Nullable Place parent, @Nullable String name, int index) {

    static Place start(JsonNode value) {
        return new Place(value, null, null, 0);
    }

    static Place member(Place parent, String name, JsonNode value) {
        return new Place(value, parent, name, 0);
    }

    static Place element(Place parent, int index, JsonNode value) {
        return new Place(value, parent, null, index);
    }

    /** The members or elements below, in document order; none for a scalar. */
    List<Place> children(Evaluation evaluation) {
        int size = value.size();
        evaluation.spend(size + 1L);
        if (size == 0) {
            return List.of();
        }
        List<Place> children = new ArrayList<>(size);
        if (value.isArray()) {
            for (int i = 0; i < size; i++) {
                children.add(element(this, i, value.get(i)));
            }
        } else {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                children.add(member(this, member.getKey(), member.getValue()));
            }
        }
        return children;
    }

    /** The normalized path from the start (RFC 9535, section 2.7). */
    String normalizedPath() {
        List<Place> steps = new ArrayList<>();
        Place place = this;
        while (place.parent != null) {
            steps.add(place);
            place = place.parent;
        }
        StringBuilder path = new StringBuilder("$");
        for (Place step : steps.reversed()) {
            if (step.name == null) {
                path.append('[').append(step.index).append(']');
            } else {
                path.append("['");
                QuotedName.append(step.name, path);
                path.append("']");
            }
        }
        return path.toString();
    }
}
