package dev.dispatch.run;

import dev.dispatch.sdk.ActionException;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a module's code, on a thread of its own: it is interrupted when the run is asked to stop, and left behind where
 * it does not listen. Nothing of the program itself is interrupted on that thread, since an interrupt closes files that
 * are being written.
 */
final class CodeCall {

    /** How long interrupted code may take to end. */
    private static final Duration GRACE = Duration.ofMillis(75);

    private final Cancellation cancellation;
    private @Nullable Thread thread;
    private int inProgram;
    private boolean interrupted;
    private boolean ended;
    private boolean left;

    CodeCall(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /**
     * Runs the code to its end, or until it is left behind.
     *
     * @throws ActionException of the kind {@code CANCELLED} where it was left behind
     * @throws Exception what the code throws
     */
    <T> T run(Workers workers, Callable<T> code) throws Exception {
        Result<T> result = new Result<>();
        try (Cancellation.Registration _ = cancellation.onCancel(this::interrupt)) {
            Turns.Crew crew = workers.apart(() -> {
                begins(Thread.currentThread());
                try {
                    result.value = code.call();
                } catch (Throwable e) {
                    result.thrown = e;
                } finally {
                    ends();
                }
            });
            crew.waits();
            await();
        }
        return result.take();
    }

    /** What the code gave; written before it ended, read after. */
    private static final class Result<T> {
        private @Nullable T value;
        private @Nullable Throwable thrown;

        @SuppressWarnings("NullAway") // A handler may give null; what becomes of it is told elsewhere.
        private T take() throws Exception {
            switch (thrown) {
                case Exception e -> throw e;
                case Error e -> throw e;
                case null -> {}
                default -> throw new IllegalStateException(thrown);
            }
            return value;
        }
    }

    /**
     * A part of the program that the code calls.
     *
     * @throws ActionException of the kind {@code CANCELLED} where the code was left behind, or has ended and only a thread
     *     of its own goes on: its run goes on without it
     */
    <T> T inProgram(Supplier<T> part) {
        enter();
        try {
            return part.get();
        } finally {
            leave();
        }
    }

    private synchronized void begins(Thread own) {
        thread = own;
        if (interrupted) {
            own.interrupt();
        }
    }

    private synchronized void ends() {
        thread = null;
        ended = true;
        notifyAll();
    }

    private synchronized void interrupt() {
        interrupted = true;
        if (thread != null && inProgram == 0) {
            thread.interrupt();
        }
        notifyAll();
    }

    private synchronized void enter() {
        if (left || ended) {
            throw stopped("The run has gone on without this action");
        }
        inProgram++;
    }

    private synchronized void leave() {
        inProgram--;
        if (inProgram == 0 && interrupted && thread == Thread.currentThread()) {
            thread.interrupt();
        }
    }

    /** The thread that waits is the run's; nobody has a reason to interrupt it. */
    private synchronized void await() {
        boolean own = false;
        long deadline = Long.MAX_VALUE;
        while (!ended) {
            if (interrupted && deadline == Long.MAX_VALUE) {
                deadline = System.nanoTime() + GRACE.toNanos();
            }
            long millis = interrupted ? Math.ceilDiv(deadline - System.nanoTime(), 1_000_000L) : 0;
            // What the program does for the code ends by itself: it asks for the wish to stop everywhere.
            if (interrupted && millis <= 0 && inProgram == 0) {
                left = true;
                break;
            }
            try {
                wait(interrupted ? Math.max(1, millis) : 0);
            } catch (InterruptedException e) {
                own = true;
            }
        }
        if (own) {
            Thread.currentThread().interrupt();
        }
        if (left) {
            throw stopped("The action did not end when it was asked to");
        }
    }

    private static ActionException stopped(String message) {
        return new ActionException(ActionException.Kind.CANCELLED, "CANCELLED", message, null);
    }
}
