package dev.dispatch.batch;

import dev.dispatch.plan.Plan;
import dev.dispatch.plan.RowPlans;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the rows of a batch, as many at once as its settings say, until there are no more or something ends it. */
public final class BatchRunner {

    /** Runs one row to its end, on the calling thread; several at once. */
    @FunctionalInterface
    public interface Work {
        /**
         * One run; a failed one is an answer like a successful one.
         *
         * @param worker number of the one that runs it, from 1
         * @param late how long ago it should have started
         */
        RunStatus run(Row row, Plan plan, int worker, Duration late);
    }

    /** Up to here workers are threads of the platform: a virtual one that has waited on a socket delays the process's end. */
    private static final int MOST_PLATFORM_THREADS = 256;

    private final Rows rows;
    private final RowPlans plans;
    private final BatchSettings settings;

    /**
     * A batch that has not begun.
     *
     * @param plans has seen each row before: none is unfit
     */
    public BatchRunner(Rows rows, RowPlans plans, BatchSettings settings) {
        this.rows = rows;
        this.plans = plans;
        this.settings = settings;
    }

    /**
     * Runs until the last run has ended.
     *
     * @param cancellation once it comes no further run starts; those that go on are waited for
     */
    public Starts.End run(Work work, Cancellation cancellation) {
        Starts starts = new Starts(rows, plans, settings, cancellation);
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        List<Thread> workers = new ArrayList<>();
        int count = Math.min(settings.concurrency(), rows.count().orElse(settings.concurrency()));
        for (int i = 1; i <= count; i++) {
            int worker = i;
            workers.add(thread(count, worker, () -> {
                try {
                    work(starts, work, worker);
                } catch (RuntimeException | Error e) {
                    broken.compareAndSet(null, e);
                    starts.end(Starts.End.BREAKAGE);
                }
            }));
        }
        workers.forEach(Thread::start);
        workers.forEach(BatchRunner::join);
        switch (broken.get()) {
            case null -> {}
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException("a run broke", broken.get());
        }
        return starts.why();
    }

    private static void work(Starts starts, Work work, int worker) {
        for (Optional<Starts.Start> next = starts.next(); next.isPresent(); next = starts.next()) {
            Starts.Start start = next.get();
            if (work.run(start.row(), start.plan(), worker, start.late()) == RunStatus.FAILED) {
                starts.failed();
            }
        }
    }

    private static Thread thread(int count, int worker, Runnable work) {
        String name = "dispatch-run-" + worker;
        return count <= MOST_PLATFORM_THREADS
                ? Thread.ofPlatform().daemon().name(name).unstarted(work)
                : Thread.ofVirtual().name(name).unstarted(work);
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
