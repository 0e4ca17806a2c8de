package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Real time. */
public final class SystemTimer implements RunTimer {

    /** What is longer does not fit into nanoseconds and means the same. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private @Nullable ScheduledThreadPoolExecutor alarms;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public boolean pause(Duration time, Cancellation cancellation) {
        return cancellation.await(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    }

    @Override
    public Cancellation.Registration after(Duration time, Runnable then) {
        Duration bounded = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        ScheduledFuture<?> alarm = alarms().schedule(then, bounded.toNanos(), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    /** Made for the first alarm: a run without time-outs needs no thread for them. */
    private synchronized ScheduledThreadPoolExecutor alarms() {
        ScheduledThreadPoolExecutor made = alarms;
        if (made == null) {
            made = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "dispatch-alarms");
                thread.setDaemon(true);
                return thread;
            });
            made.setRemoveOnCancelPolicy(true);
            made.setKeepAliveTime(1, TimeUnit.SECONDS);
            made.allowCoreThreadTimeOut(true);
            alarms = made;
        }
        return made;
    }
}
