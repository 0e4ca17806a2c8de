package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Time that passes only where a run waits, and at once. */
@NullMarked
public final class FakeTimer implements RunTimer, InstantSource {

    /** Every pause that was asked for. */
    public final List<Duration> pauses = new ArrayList<>();

    private Duration passed = Duration.ZERO;

    public void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public Instant instant() {
        return RunFixture.START.plus(passed);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public boolean pause(Duration time, Cancellation cancellation) {
        pauses.add(time);
        if (cancellation.cancelled()) {
            return true;
        }
        pass(time);
        return cancellation.cancelled();
    }
}
