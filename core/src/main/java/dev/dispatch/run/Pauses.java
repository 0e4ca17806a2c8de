package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** Where one step waits, and how long it has waited so far. Safe for the threads of a module's code. */
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
        add(timer.nanos() - before);
        return !cancelled;
    }

    private synchronized void add(long more) {
        nanos += more;
    }

    synchronized Duration total() {
        return Duration.ofNanos(nanos);
    }
}
