package dev.dispatch.batch;

import dev.dispatch.time.Cancellation;
import java.time.Duration;

/** Does something again and again while a batch goes, on a thread of its own, which does not outlive it. */
public final class Pulse implements AutoCloseable {

    private final Cancellation over = new Cancellation();
    private final Thread thread;

    /**
     * Begins at once.
     *
     * @param work does not throw
     */
    public Pulse(Duration every, Runnable work) {
        thread = Thread.ofPlatform().daemon().name("dispatch-batch").start(() -> {
            while (!over.await(every)) {
                work.run();
            }
        });
    }

    /** Waits for work that goes on. */
    @Override
    public void close() {
        over.cancel();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
