package dev.dispatch.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The form of a moment in a record: UTC, to the millisecond. */
final class Stamp {

    private Stamp() {}

    static String of(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
