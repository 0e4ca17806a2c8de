package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** Asks a part of a run to stop when its time is over. */
final class Deadline implements AutoCloseable {

    private final Cancellation cancellation;
    private final Cancellation.Registration alarm;
    private volatile boolean passed;

    /** @param whole the wish to stop of what the part belongs to */
    Deadline(Cancellation whole, Duration time, RunTimer timer) {
        this.cancellation = whole.child();
        this.alarm = timer.after(time, () -> {
            passed = true;
            cancellation.cancel();
        });
    }

    /** The wish to stop of the part. */
    Cancellation cancellation() {
        return cancellation;
    }

    boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        alarm.close();
        cancellation.close();
    }
}
