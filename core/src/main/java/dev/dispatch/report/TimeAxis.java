package dev.dispatch.report;

import dev.dispatch.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Times of a run in milliseconds since its start. */
final class TimeAxis {

    /** A year; what a record says beyond that is no time of this run. */
    private static final long LONGEST = 366L * 24 * 3_600_000;

    private final long start;

    TimeAxis(String startedAt) {
        this.start = millis(startedAt);
    }

    /** Adds the time as a member; a time that cannot be read is left out. */
    void put(ObjectNode json, String name, JsonNode instant) {
        JsonNode at = at(instant);
        if (at.isNumber()) {
            json.set(name, at);
        }
    }

    /** Null for a time that cannot be read. */
    JsonNode at(JsonNode instant) {
        long at = millis(instant.asString("")) - start;
        return start >= 0 && at >= -LONGEST && at <= LONGEST ? Json.number(at) : Json.nothing();
    }

    private static long millis(String instant) {
        try {
            return Instant.parse(instant).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MIN_VALUE / 4;
        }
    }
}
