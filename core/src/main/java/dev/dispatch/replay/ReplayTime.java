package dev.dispatch.replay;

import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunTimer;
import dev.dispatch.run.Turns;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Time as it was recorded: nobody waits, and what happens happens in the recorded order, however many threads there are.
 *
 * <p>Each thread stops before whatever the journal knows of, and where the run pauses. When all of them have stopped, the
 * one whose moment comes first goes on, and the clock jumps to that moment.
 */
final class ReplayTime implements RunTimer, InstantSource, Turns {

    /** A thread that waits for something else, such as a lock of a module's own, must not stop the others for good. */
    private static final long PATIENCE_MILLIS = 50;

    private final Schedule schedule;
    private final Cancellation interruption;
    private final Instant start;
    private final List<Ticket> waiting = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now;
    private int running = 1;
    private long changes;

    /** A thread that has stopped. */
    private static final class Ticket {
        private final Schedule.@Nullable Moment moment;
        private final @Nullable Instant due;
        private boolean released;

        /**
         * One of three kinds.
         *
         * @param moment of an event that is recorded
         * @param due the end of a pause; neither for an event that is not recorded
         */
        private Ticket(Schedule.@Nullable Moment moment, @Nullable Instant due) {
            this.moment = moment;
            this.due = due;
        }
    }

    private record Alarm(Instant due, Runnable then) {}

    /** @param interruption the wish to stop of the whole run, which comes when it came */
    ReplayTime(Schedule schedule, Instant start, Cancellation interruption) {
        this.schedule = schedule;
        this.start = start;
        this.now = start;
        this.interruption = interruption;
        schedule.stoppedAt().ifPresent(at -> alarms.add(new Alarm(at, interruption::cancel)));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return Duration.between(start, now).toNanos();
    }

    @Override
    public void await(RunEvent event) {
        String key = Schedule.keyOf(event);
        if (!key.isEmpty()) {
            stop(new Ticket(schedule.next(key).orElse(null), null));
        }
    }

    @Override
    public boolean pause(Duration time, Cancellation cancellation) {
        Ticket ticket;
        synchronized (this) {
            ticket = new Ticket(null, now.plus(time));
        }
        try (Cancellation.Registration _ = cancellation.onCancel(() -> wake(ticket))) {
            if (!cancellation.cancelled()) {
                stop(ticket);
            }
        }
        return cancellation.cancelled();
    }

    @Override
    public synchronized Cancellation.Registration after(Duration time, Runnable then) {
        Alarm alarm = new Alarm(now.plus(time), then);
        alarms.add(alarm);
        return () -> forget(alarm);
    }

    private synchronized void forget(Alarm alarm) {
        alarms.remove(alarm);
    }

    @Override
    public Crew crew() {
        return new CountedCrew();
    }

    private synchronized void stop(Ticket ticket) {
        if (ticket.released) {
            return;
        }
        waiting.add(ticket);
        running--;
        changes++;
        choose(false);
        boolean interrupted = false;
        while (!ticket.released) {
            long before = changes;
            try {
                wait(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!ticket.released && before == changes) {
                choose(true);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets go on whose moment comes first, when nobody else runs. */
    private void choose(boolean anyway) {
        boolean one = anyway;
        while ((one || running <= 0) && !waiting.isEmpty()) {
            one = false;
            Alarm alarm = first(alarms, each -> each.due().toEpochMilli());
            Ticket pause = first(timed(), each -> millis(each.due));
            long due = Math.min(
                    alarm == null ? Long.MAX_VALUE : alarm.due().toEpochMilli(),
                    pause == null ? Long.MAX_VALUE : millis(pause.due));
            Ticket known = first(known(), each -> each.moment == null ? 0 : each.moment.seq());
            Ticket unknown = waiting.stream()
                    .filter(each -> each.moment == null && each.due == null)
                    .findFirst()
                    .orElse(null);
            if (known != null && (known.moment == null || known.moment.comesBefore(due))) {
                release(known);
            } else if (unknown != null) {
                release(unknown);
            } else if (alarm != null && alarm.due().toEpochMilli() <= due) {
                ring(alarm);
            } else if (pause != null) {
                release(pause);
            }
        }
    }

    private List<Ticket> timed() {
        return waiting.stream().filter(each -> each.due != null).toList();
    }

    private List<Ticket> known() {
        return waiting.stream().filter(each -> each.moment != null).toList();
    }

    private static long millis(@Nullable Instant due) {
        return due == null ? Long.MAX_VALUE : due.toEpochMilli();
    }

    private static <T> @Nullable T first(List<T> all, ToLongFunction<T> order) {
        T first = null;
        for (T each : all) {
            if (first == null || order.applyAsLong(each) < order.applyAsLong(first)) {
                first = each;
            }
        }
        return first;
    }

    private void ring(Alarm alarm) {
        alarms.remove(alarm);
        advance(alarm.due());
        changes++;
        alarm.then().run();
    }

    private void release(Ticket ticket) {
        Schedule.Moment moment = ticket.moment;
        if (moment != null) {
            advance(moment.at());
            if (schedule.isLastBeforeStop(moment)) {
                interruption.cancel();
            }
        } else if (ticket.due != null) {
            advance(ticket.due);
        }
        wake(ticket);
        if (moment == null && ticket.due == null && schedule.isCut()) {
            interruption.cancel();
        }
    }

    private void advance(Instant to) {
        if (to.isAfter(now)) {
            now = to;
        }
    }

    private synchronized void wake(Ticket ticket) {
        if (ticket.released) {
            return;
        }
        ticket.released = true;
        if (waiting.remove(ticket)) {
            running++;
        }
        changes++;
        notifyAll();
    }

    /** Counts its threads among those that run. */
    private final class CountedCrew implements Crew {

        private int open;
        private boolean waited;

        @Override
        public void begins() {
            synchronized (ReplayTime.this) {
                open++;
                running++;
            }
        }

        /** The last one hands over to the one that waits, so that nobody comes in between. */
        @Override
        public void ends() {
            synchronized (ReplayTime.this) {
                open--;
                running--;
                if (open == 0 && waited) {
                    waited = false;
                    running++;
                }
                changes++;
                choose(false);
            }
        }

        @Override
        public void waits() {
            synchronized (ReplayTime.this) {
                if (open > 0) {
                    waited = true;
                    running--;
                    changes++;
                    choose(false);
                }
            }
        }
    }
}
