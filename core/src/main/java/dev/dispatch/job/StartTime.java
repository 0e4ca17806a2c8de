package dev.dispatch.job;

import java.time.Duration;
import java.time.Instant;

/** The moment before which a step does not start. */
public sealed interface StartTime {
    /** A time after the start of the run. */
    record After(Duration delay) implements StartTime {}

    /** A moment of the calendar. */
    record At(Instant moment) implements StartTime {}
}
