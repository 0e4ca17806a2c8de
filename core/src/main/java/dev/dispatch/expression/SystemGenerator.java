package dev.dispatch.expression;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Random values of this machine and the time of a clock. */
public final class SystemGenerator implements Generator {

    private final InstantSource clock;

    public SystemGenerator(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String uuid() {
        return UUID.randomUUID().toString();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long randomInt(long least, long most) {
        return ThreadLocalRandom.current().nextLong(least, most + 1);
    }
}
