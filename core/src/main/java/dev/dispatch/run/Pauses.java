package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** Where one step waits, and how long it has waited so far. */
final class Pauses {

    private final RunTimer timer;
    private long nanos;

    Pauses(RunTimer timer) {
        this.timer = timer;
    }

    /** False where the wish to stop came first. */
    boolean pause(Duration time, Cancellation cancellation) {
        long before = timer.nanos();
        boolean cancelled = timer.pause(time, cancellation);
        nanos += timer.nanos() - before;
        return !cancelled;
    }

    Duration total() {
        return Duration.ofNanos(nanos);
    }
}
