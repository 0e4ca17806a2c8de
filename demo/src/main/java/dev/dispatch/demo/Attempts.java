package dev.dispatch.demo;

import java.util.Map;

/** Counts the requests that came for a key, for at most {@value #MOST_KEYS} keys; the oldest key starts again. */
final class Attempts {
    static final int MOST_KEYS = 10_000;

    private static final int MOST_CHARACTERS = 200;

    private final Map<String, Integer> counts = new BoundedMap<>(MOST_KEYS);

    /** The number of this request for {@code key}, from 1; a long or missing key is {@link Refused} with 400. */
    synchronized int next(String key) {
        if (key.isEmpty() || key.length() > MOST_CHARACTERS) {
            throw Refused.badRequest("the key must have 1 to " + MOST_CHARACTERS + " characters");
        }
        return counts.merge(key, 1, Integer::sum);
    }
}
