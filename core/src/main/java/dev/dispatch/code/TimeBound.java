package dev.dispatch.code;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work on what somebody else wrote, of which nobody knows whether it ends. */
final class TimeBound {

    private TimeBound() {}

    /**
     * What the work gives; empty where it takes longer, or this thread is interrupted. Then the thread that does it is
     * left alone until the program ends.
     *
     * @param thread its name
     */
    static <T> Optional<T> within(Duration longest, String thread, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread worker = Thread.ofPlatform().daemon().name(thread).start(task);
        try {
            return Optional.of(task.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
