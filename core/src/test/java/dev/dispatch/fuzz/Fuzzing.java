package dev.dispatch.fuzz;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives one target many inputs and says which of them did what none may do. */
public final class Fuzzing {

    /** Of the processor: no input takes longer; one that does gets two more chances, because others share the machine. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    /** By the clock: what waits without an end takes no time of the processor. */
    private static final Duration HUNG = Duration.ofSeconds(60);

    private static final int CHANCES = 2;
    private static final int MOST_KINDS = 25;

    /**
     * What came of it.
     *
     * @param taken how many were sound enough to be used
     * @param slowest of all inputs that were not too slow
     * @param slowestNumber which one that was
     */
    record Outcome(long inputs, long taken, Duration slowest, long slowestNumber, List<FuzzFailure> failures) {
        Outcome {
            failures = List.copyOf(failures);
        }
    }

    private final FuzzTarget target;
    private final InputMaker maker;
    private final long seed;
    private final Map<String, FuzzFailure> failures = new LinkedHashMap<>();
    private long taken;
    private long slowest;
    private long slowestNumber;
    private volatile long number;
    private volatile long startedAt;

    Fuzzing(FuzzTarget target, long seed) {
        this.target = target;
        this.maker = new InputMaker(target);
        this.seed = seed;
    }

    /** Gives the target the inputs of these numbers, on a thread of its own so that a hang is noticed. */
    Outcome run(long first, long count) throws InterruptedException {
        startedAt = System.nanoTime();
        Thread worker = Thread.ofPlatform()
                .daemon()
                .name("fuzz-" + target.name())
                .start(() -> {
                    for (long at = first; at < first + count && failures.size() < MOST_KINDS; at++) {
                        number = at;
                        startedAt = System.nanoTime();
                        one(at);
                    }
                });
        while (!worker.join(Duration.ofMillis(500))) {
            if (System.nanoTime() - startedAt > HUNG.toNanos()) {
                hung(worker);
                break;
            }
        }
        return new Outcome(count, taken, Duration.ofNanos(slowest), slowestNumber, List.copyOf(failures.values()));
    }

    private void one(long at) {
        byte[] input = maker.input(seed, at);
        Trial trial = Trial.of(target.feed(), input);
        Optional<Throwable> fault = trial.fault();
        if (fault.isPresent()) {
            crashed(at, input, fault.get());
            return;
        }
        taken += trial.taken() ? 1 : 0;
        long nanos = trial.nanos();
        for (int i = 0; i < CHANCES && nanos > LONGEST.toNanos(); i++) {
            nanos = Math.min(nanos, Trial.of(target.feed(), input).nanos());
        }
        if (nanos > LONGEST.toNanos()) {
            failed(at, "took " + Duration.ofNanos(nanos).toMillis() + " ms", "slow", input);
        } else if (nanos > slowest) {
            slowest = nanos;
            slowestNumber = at;
        }
    }

    private void crashed(long at, byte[] input, Throwable fault) {
        String kind = Trial.kind(fault);
        if (failures.containsKey(kind)) {
            return;
        }
        byte[] smallest = new Smaller(shorter -> {
                    startedAt = System.nanoTime();
                    return Trial.of(target.feed(), shorter)
                            .fault()
                            .filter(other -> Trial.kind(other).equals(kind))
                            .isPresent();
                })
                .of(input);
        failed(at, Trial.trace(fault), kind, smallest);
    }

    private void failed(long at, String fault, String kind, byte[] smallest) {
        failures.putIfAbsent(kind, new FuzzFailure(target.name(), seed, at, kind, fault, smallest));
    }

    private void hung(Thread worker) {
        StringBuilder trace = new StringBuilder();
        for (StackTraceElement frame : worker.getStackTrace()) {
            trace.append("  at ").append(frame).append('\n');
        }
        failures.put(
                "hangs",
                new FuzzFailure(target.name(), seed, number, "hangs", trace.toString(), maker.input(seed, number)));
        worker.interrupt();
    }
}
