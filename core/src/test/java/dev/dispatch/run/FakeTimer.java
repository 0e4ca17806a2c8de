package dev.dispatch.run;

import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** Time that passes only where a run waits, and at once. */
@NullMarked
public final class FakeTimer implements RunTimer, InstantSource {

    /** Every pause that was asked for. */
    public final List<Duration> pauses = new ArrayList<>();

    private final List<Alarm> alarms = new ArrayList<>();

    private Duration passed = Duration.ZERO;

    private record Alarm(Duration at, Runnable then) {}

    /** Lets time go by; what was to happen on the way happens in its order. */
    public synchronized void pass(Duration time) {
        Duration until = passed.plus(time);
        while (true) {
            Optional<Alarm> next = alarms.stream()
                    .filter(alarm -> alarm.at().compareTo(until) <= 0)
                    .min(Comparator.comparing(Alarm::at));
            if (next.isEmpty()) {
                passed = passed.compareTo(until) < 0 ? until : passed;
                return;
            }
            alarms.remove(next.get());
            passed = passed.compareTo(next.get().at()) < 0 ? next.get().at() : passed;
            next.get().then().run();
        }
    }

    @Override
    public synchronized Cancellation.Registration after(Duration time, Runnable then) {
        Alarm alarm = new Alarm(passed.plus(time), then);
        alarms.add(alarm);
        return () -> forget(alarm);
    }

    private synchronized void forget(Alarm alarm) {
        alarms.remove(alarm);
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
    public synchronized boolean pause(Duration time, Cancellation cancellation) {
        pauses.add(time);
        Duration until = passed.plus(time);
        while (!cancellation.cancelled()) {
            Optional<Duration> alarm = alarms.stream()
                    .map(Alarm::at)
                    .filter(at -> at.compareTo(until) <= 0)
                    .min(Comparator.naturalOrder());
            pass((alarm.isPresent() ? alarm.get() : until).minus(passed));
            if (alarm.isEmpty()) {
                return cancellation.cancelled();
            }
        }
        return true;
    }
}
