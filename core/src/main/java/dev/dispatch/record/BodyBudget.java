package dev.dispatch.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many bytes of bodies and answers one record may still hold; what does not fit is left out whole. */
final class BodyBudget {

    /** Of every run: 256 MiB. */
    static final long USUAL = 256L * 1024 * 1024;

    private final long whole;
    private long left;
    private @Nullable String exhausted;

    BodyBudget(long bytes) {
        this.whole = bytes;
        this.left = bytes;
    }

    /** Takes bytes that are there already. */
    void take(long bytes) {
        left = Math.max(0, left - bytes);
    }

    /** Takes the bytes, or says why they have to be left out. */
    Optional<String> refuse(long bytes) {
        if (bytes <= left) {
            left -= bytes;
            return Optional.empty();
        }
        String reason = bytes + " bytes are more than what is left of the run's " + whole + " bytes for bodies";
        if (exhausted == null) {
            exhausted = reason;
        }
        return Optional.of(reason);
    }

    /** Why the record lacks something; empty where it lacks nothing. */
    Optional<String> exhausted() {
        return Optional.ofNullable(exhausted);
    }
}
