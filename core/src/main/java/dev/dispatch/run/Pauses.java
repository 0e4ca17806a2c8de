package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** Where one step waits, and how long it has waited so far. */
final class Pauses {

    private final RunTimer timer;
    private final Cancellation cancellation;
    private long nanos;

    Pauses(RunTimer timer, Cancellation cancellation) {
        this.timer = timer;
        this.cancellation = cancellation;
    }

    /** False where the run was asked to stop first. */
    boolean pause(Duration time) {
        long before = timer.nanos();
        boolean cancelled = timer.pause(time, cancellation);
        nanos += timer.nanos() - before;
        return !cancelled;
    }

    Duration total() {
        return Duration.ofNanos(nanos);
    }
}
