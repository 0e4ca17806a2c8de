package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** The time that passes in a run; a replay or a test lets it pass without waiting. */
public interface RunTimer {

    /** Nanoseconds since some moment, for measuring. */
    long nanos();

    /**
     * Waits.
     *
     * @return true when the wish to stop came before the time was over
     */
    boolean pause(Duration time, Cancellation cancellation);

    /** Calls back once when that time has passed, on a thread of its own, unless the registration is closed before. */
    Cancellation.Registration after(Duration time, Runnable then);
}
