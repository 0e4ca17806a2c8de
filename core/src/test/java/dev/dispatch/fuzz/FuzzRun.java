package dev.dispatch.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, as system properties say it.
 *
 * @param inputs over all targets ({@code fuzz.inputs})
 * @param seed of all of them ({@code fuzz.seed})
 * @param target the only one ({@code fuzz.target}); null for all
 * @param number of the only input ({@code fuzz.number}); -1 for all
 */
record FuzzRun(long inputs, long seed, @Nullable String target, long number) {

    private static final long USUAL = 20_000;

    static FuzzRun asked() {
        return new FuzzRun(
                Long.getLong("fuzz.inputs", USUAL),
                Long.getLong("fuzz.seed", 1),
                System.getProperty("fuzz.target"),
                Long.getLong("fuzz.number", -1));
    }

    /**
     * The reports of all failures, empty where there are none.
     *
     * @param log receives a line for each target
     */
    List<String> over(List<FuzzTarget> targets, Consumer<String> log) throws InterruptedException {
        List<FuzzTarget> chosen = targets.stream()
                .filter(one -> target == null || one.name().equals(target))
                .toList();
        long shares = chosen.stream().mapToLong(FuzzTarget::share).sum();
        List<String> reports = new ArrayList<>();
        for (FuzzTarget one : chosen) {
            long count = Math.max(1, Math.ceilDiv(inputs * one.share(), shares));
            Fuzzing fuzzing = new Fuzzing(one, seed);
            long start = System.nanoTime();
            Fuzzing.Outcome outcome = number < 0 ? fuzzing.run(0, count) : fuzzing.run(number, 1);
            log.accept("fuzz %-36s %,10d inputs, taken %3d %%, %7d ms, slowest %4d ms (number %d), failures %d"
                    .formatted(
                            one.name(),
                            outcome.inputs(),
                            100 * outcome.taken() / outcome.inputs(),
                            Duration.ofNanos(System.nanoTime() - start).toMillis(),
                            outcome.slowest().toMillis(),
                            outcome.slowestNumber(),
                            outcome.failures().size()));
            outcome.failures().forEach(failure -> reports.add(failure.report()));
        }
        return reports;
    }
}
