package dev.dispatch.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One evaluation of a path on a document: its root and what it may still cost. */
final class Evaluation {

    private static final long MAX_WORK = 20_000_000;
    private static final int MAX_MATCHES = 2_000_000;

    private final JsonNode root;
    private long work;
    private @Nullable String lastPattern;
    private @Nullable InteroperableRegex lastRegex;

    Evaluation(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /**
     * Counts work, a value visited or compared being one unit.
     *
     * @throws JsonPathLimitException where the whole evaluation exceeds 20 million units
     */
    void spend(long units) {
        work += units;
        if (work > MAX_WORK) {
            throw new JsonPathLimitException("the path visits too many values of this document");
        }
    }

    /**
     * Adds a match to a list.
     *
     * @throws JsonPathLimitException where the list exceeds 2 million matches
     */
    void add(Place place, List<Place> found) {
        if (found.size() >= MAX_MATCHES) {
            throw new JsonPathLimitException("the path matches too many values of this document");
        }
        found.add(place);
    }

    /** The regex of a pattern that is known only now, null where it is not an I-Regexp. */
    @Nullable
    InteroperableRegex regex(String pattern) {
        if (!pattern.equals(lastPattern)) {
            spend(pattern.length());
            lastRegex = InteroperableRegex.compile(pattern);
            lastPattern = pattern;
        }
        return lastRegex;
    }
}
