package dev.dispatch.batch;

import java.util.concurrent.atomic.AtomicInteger;

/** How many of something go on now, and how many did at most; safe for several threads. */
final class Overlap {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void begin() {
        int count = now.incrementAndGet();
        if (count > most.get()) {
            reached(count);
        }
    }

    void end(int count) {
        now.addAndGet(-count);
    }

    int most() {
        return most.get();
    }

    void reached(int count) {
        most.accumulateAndGet(count, Math::max);
    }
}
