package dev.dispatch.time;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One wish to stop, shared by everything that belongs to a run; it can be asked, waited on and listened to. A part of a run
 * has one of its own ({@link #child}) that comes with the whole's or alone.
 */
public final class Cancellation implements AutoCloseable {

    /** Ends a registration; closing it twice is harmless. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private final Object lock = new Object();
    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private volatile boolean cancelled;
    private @Nullable Registration inParent;

    /** A wish of its own that also comes when this one does; to be closed when nobody waits for it any more. */
    public Cancellation child() {
        Cancellation child = new Cancellation();
        child.inParent = onCancel(child::cancel);
        return child;
    }

    /** Stops listening to the wish that this one was made of; nothing else changes. */
    @Override
    public void close() {
        if (inParent != null) {
            inParent.close();
        }
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** Asks everything to stop; the listeners run once, on the calling thread, all of them also where one breaks. */
    public void cancel() {
        Set<Runnable> toRun;
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            lock.notifyAll();
            toRun = new LinkedHashSet<>(listeners);
            listeners.clear();
        }
        RuntimeException broken = null;
        for (Runnable listener : toRun) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                broken = broken == null ? e : broken;
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    /** Runs the listener when the wish comes, at once if it is there already. */
    public Registration onCancel(Runnable listener) {
        synchronized (lock) {
            if (!cancelled) {
                listeners.add(listener);
                return () -> remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    /**
     * Waits at most this long.
     *
     * @return true when the wish to stop came before the time was over
     */
    public boolean await(java.time.Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            while (!cancelled) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    lock.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
            return true;
        }
    }

    private void remove(Runnable listener) {
        synchronized (lock) {
            listeners.remove(listener);
        }
    }
}
