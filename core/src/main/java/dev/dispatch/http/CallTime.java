package dev.dispatch.http;

import java.time.Duration;

/**
 * The time given to a call, its redirects and the tokens it needs.
 *
 * @param whole all of it, for messages
 * @param deadline when it is over, in {@link System#nanoTime}
 */
record CallTime(Duration whole, long deadline) {

    /** What is longer does not fit into nanoseconds and means the same. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** A time that begins now. */
    static CallTime from(Duration whole) {
        return new CallTime(whole, System.nanoTime() + (whole.compareTo(LONGEST) < 0 ? whole : LONGEST).toNanos());
    }

    /** In nanoseconds; not above 0 where it is over. */
    long left() {
        return deadline - System.nanoTime();
    }
}
