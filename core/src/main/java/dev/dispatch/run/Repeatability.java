package dev.dispatch.run;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether everything that a part of a run has sent may be sent once more. */
final class Repeatability {

    private final @Nullable Repeatability whole;
    private final AtomicReference<@Nullable String> unsafe = new AtomicReference<>();

    Repeatability() {
        this(null);
    }

    private Repeatability(@Nullable Repeatability whole) {
        this.whole = whole;
    }

    /** That of one part; what is unsafe in it makes the whole unsafe. */
    Repeatability part() {
        return new Repeatability(this);
    }

    /**
     * Notes that something may not be done again.
     *
     * @param what such as {@code POST}, for messages
     */
    void spoil(String what) {
        unsafe.compareAndSet(null, what);
        if (whole != null) {
            whole.spoil(what);
        }
    }

    /** What must not be done again; null where all of it may. */
    @Nullable
    String spoiledBy() {
        return unsafe.get();
    }
}
