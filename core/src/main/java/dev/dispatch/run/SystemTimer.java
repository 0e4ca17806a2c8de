package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** Real time. */
public final class SystemTimer implements RunTimer {

    /** What is longer does not fit into nanoseconds and means the same. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public boolean pause(Duration time, Cancellation cancellation) {
        return cancellation.await(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    }
}
