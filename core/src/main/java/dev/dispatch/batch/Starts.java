package dev.dispatch.batch;

import dev.dispatch.plan.Plan;
import dev.dispatch.plan.RowPlans;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hands out the runs of a batch to those who run them, each when its time has come, until something ends it. */
public final class Starts {

    /**
     * A run that starts now.
     *
     * @param late how long ago it should have
     */
    record Start(Row row, Plan plan, Duration late) {}

    /** Why no further run starts. */
    public enum End {
        /** There are no more. */
        ROWS,
        FAILURES,
        DURATION,
        INTERRUPTION,
        /** A run broke of something that no run may break of. */
        BREAKAGE
    }

    private record Next(Row row, Plan plan, long due) {}

    private final Iterator<Row> rows;
    private final RowPlans plans;
    private final BatchSettings settings;
    private final Cancellation cancellation;
    private final long begun = System.nanoTime();
    private final AtomicInteger failures = new AtomicInteger();
    private long handedOut;
    private long lastDue;
    private @Nullable End end;

    Starts(Rows rows, RowPlans plans, BatchSettings settings, Cancellation cancellation) {
        this.rows = rows.iterator();
        this.plans = plans;
        this.settings = settings;
        this.cancellation = cancellation;
        this.lastDue = begun - settings.stagger().toNanos();
    }

    /** The next run, once its time has come; empty where there is none any more. */
    Optional<Start> next() {
        Optional<Next> next = taken();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        long early = next.get().due() - System.nanoTime();
        if (early > 0 && cancellation.await(Duration.ofNanos(early))) {
            end(End.INTERRUPTION);
            return Optional.empty();
        }
        Duration late = settings.rate().isPresent() ? Duration.ofNanos(Math.max(0, -early)) : Duration.ZERO;
        return Optional.of(new Start(next.get().row(), next.get().plan(), late));
    }

    private synchronized Optional<Next> taken() {
        if (cancellation.cancelled()) {
            end(End.INTERRUPTION);
        }
        if (end != null) {
            return Optional.empty();
        }
        long due = due();
        if (settings.duration().filter(limit -> due - begun >= limit.toNanos()).isPresent()) {
            end(End.DURATION);
            return Optional.empty();
        }
        if (!rows.hasNext()) {
            end(End.ROWS);
            return Optional.empty();
        }
        Row row = rows.next();
        Plan plan = switch (plans.plan(row.inputs())) {
            case RowPlans.Planned.Ready(Plan ready) -> ready;
            case RowPlans.Planned.Unfit _, RowPlans.Planned.Rejected _ ->
                throw new IllegalStateException("a row that was checked does not fit any more: " + row.place());
        };
        handedOut++;
        lastDue = due;
        return Optional.of(new Next(row, plan, due));
    }

    private long due() {
        long now = System.nanoTime();
        long staggered = lastDue + settings.stagger().toNanos();
        if (settings.rate().isPresent()) {
            long own = begun + (long) (handedOut * 1e9 / settings.rate().getAsDouble());
            return Math.max(own, settings.stagger().isZero() ? own : staggered);
        }
        return settings.stagger().isZero() ? now : Math.max(now, staggered);
    }

    /** A run failed. */
    void failed() {
        int count = failures.incrementAndGet();
        if (settings.maxFailures().isPresent()
                && count >= settings.maxFailures().getAsInt()) {
            end(End.FAILURES);
        }
    }

    /** No further run starts; the first reason counts. */
    synchronized void end(End why) {
        if (end == null) {
            end = why;
        }
    }

    /** Why it ended; there are no more rows where nothing else did. */
    synchronized End why() {
        return end == null ? End.ROWS : end;
    }
}
