package dev.dispatch.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one run besides the one that runs it. Those of the platform: a virtual one that has waited on a socket
 * delays the end of the process.
 */
final class Workers implements AutoCloseable {

    /** However deep parallel blocks and loops stand in each other; where none is free the work is done by fewer. */
    private static final int MOST = 1_000;

    private static final long IDLE_SECONDS = 5;

    private final Turns turns;
    private final Semaphore free = new Semaphore(MOST);
    private @Nullable ThreadPoolExecutor threads;

    Workers(Turns turns) {
        this.turns = turns;
    }

    /**
     * Does a number of tasks, each once, and returns when all have ended. The calling thread does its share, all of it
     * where only one may run at a time.
     *
     * @param atOnce the most at the same time; fewer where the system gives no threads
     * @param task is given the number of the task, from 0; they begin in this order
     */
    void each(int count, int atOnce, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                boolean done = false;
                try {
                    task.accept(i);
                    done = true;
                } finally {
                    if (!done) {
                        next.set(count);
                    }
                }
            }
        };
        List<Future<?>> others = new ArrayList<>();
        Turns.Crew crew = turns.crew();
        int wanted = Math.min(count, atOnce) - 1;
        while (others.size() < wanted && free.tryAcquire()) {
            Optional<Future<?>> other = begun(share, crew);
            if (other.isEmpty()) {
                break;
            }
            others.add(other.get());
        }
        Throwable broken = null;
        try {
            share.run();
        } catch (RuntimeException | Error e) {
            broken = e;
        }
        crew.waits();
        // All of them, whatever broke: what runs on would write into a run that has ended.
        for (Future<?> other : others) {
            Throwable theirs = join(other);
            broken = broken == null ? theirs : broken;
        }
        switch (broken) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a task broke", broken);
        }
    }

    /** Empty where the system gives no thread more: the others do the work. */
    private Optional<Future<?>> begun(Runnable share, Turns.Crew crew) {
        boolean begun = false;
        crew.begins();
        try {
            Future<?> other = threads().submit(() -> {
                try {
                    share.run();
                } finally {
                    free.release();
                    crew.ends();
                }
            });
            begun = true;
            return Optional.of(other);
        } catch (OutOfMemoryError e) {
            // What Java throws where a process may have no further threads.
            return Optional.empty();
        } finally {
            if (!begun) {
                free.release();
                crew.ends();
            }
        }
    }

    /** Begins something on a thread of its own; who waits for it is told by the crew. */
    Turns.Crew apart(Runnable work) {
        Turns.Crew crew = turns.crew();
        crew.begins();
        threads().execute(() -> {
            try {
                work.run();
            } finally {
                crew.ends();
            }
        });
        return crew;
    }

    /** What it broke of, or null. Waits on although somebody interrupts: what runs there is asked to stop in its own way. */
    private static @Nullable Throwable join(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized ThreadPoolExecutor threads() {
        ThreadPoolExecutor made = threads;
        if (made == null) {
            AtomicInteger number = new AtomicInteger();
            made = new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                        Thread thread = new Thread(work, "dispatch-worker-" + number.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
            threads = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }
}
