package dev.dispatch.batch;

import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Short sentences on what stands out in a batch, each with its numbers. */
final class BatchHints {

    /** Fewer runs say nothing about shares. */
    private static final int FEWEST_RUNS = 10;

    private static final double MOST_BEHIND = 0.05;
    private static final long LEAST_LATE_MS = 100;
    private static final double MUCH = 0.5;
    private static final double DOMINANT = 0.6;
    private static final double MANY_RETRIES = 0.01;
    private static final int FEWEST_FOR_TAIL = 100;
    private static final int LONG_TAIL = 10;
    private static final long LEAST_TAIL_MICROS = 100_000;

    private final BatchHead head;
    private final BatchStats stats;
    private final BatchStats.Parts parts;
    private final Load load;
    private final List<String> hints = new ArrayList<>();

    BatchHints(BatchHead head, BatchStats stats, BatchStats.Parts parts, Load load) {
        this.head = head;
        this.stats = stats;
        this.parts = parts;
        this.load = load;
    }

    /** Once. */
    List<String> all() {
        failures();
        retries();
        rate();
        if (stats.total() >= FEWEST_RUNS) {
            idle();
            waiting();
            dominant();
            tail();
        }
        return hints;
    }

    private void failures() {
        if (stats.failed() < 2) {
            return;
        }
        ErrorGroups.Group most =
                parts.errors().frequentFirst().stream().findFirst().orElse(null);
        if (most == null || most.count() < stats.failed() * MUCH) {
            return;
        }
        String step =
                most.cause().stepId() == null ? "" : " in step '" + most.cause().stepId() + "'";
        hints.add((most.count() == stats.failed()
                        ? "All " + stats.failed() + " failures share"
                        : most.count() + " of " + stats.failed() + " failures share")
                + " one cause: " + most.cause().reason() + step + ".");
    }

    private void retries() {
        long retried = parts.notable().retriedCount();
        if (retried > 0 && retried >= stats.passed() * MANY_RETRIES) {
            hints.add((retried == stats.passed() ? "All " + retried : retried + " of " + stats.passed())
                    + " runs that passed needed another attempt: retries hide failures.");
        }
    }

    /** The last start is the latest where the rate cannot be held. */
    private void rate() {
        Double rate = head.rate();
        if (rate == null || rate <= 0 || stats.total() == 0) {
            return;
        }
        long lateMs = parts.late().count() == 0 ? 0 : parts.late().at(100) / 1_000;
        double wantedMs = stats.total() * 1_000 / rate;
        if (lateMs < LEAST_LATE_MS || lateMs < wantedMs * MOST_BEHIND) {
            return;
        }
        hints.add("The rate of " + number(rate) + " a second was not held: "
                + number(stats.total() * 1_000 / (wantedMs + lateMs)) + " a second started, one "
                + Times.show(lateMs) + " after its time. A higher --concurrency than " + head.concurrency()
                + " may help.");
    }

    /** Where runs have a time to start, workers are meant to wait for it. */
    private void idle() {
        if (head.rate() == null && head.staggerMs() == 0 && load.workers() > 1 && load.idle() > MUCH) {
            hints.add("The " + load.workers() + " workers had no run in " + percent(load.idle()) + " of their time.");
        }
    }

    private void waiting() {
        if (load.waiting() > MUCH) {
            hints.add("Steps only waited in " + percent(load.waiting())
                    + " of the time of runs: for pauses, times and the next attempt.");
        }
    }

    private void dominant() {
        List<Map.Entry<String, NamedTimings.Entry>> actions = parts.actions().longestFirst();
        if (actions.size() < 2) {
            return;
        }
        double all = 0;
        for (Map.Entry<String, NamedTimings.Entry> action : actions) {
            all += action.getValue().timings().total();
        }
        Timings most = actions.getFirst().getValue().timings();
        if (all > 0 && most.total() / all >= DOMINANT) {
            hints.add(percent(most.total() / all) + " of the time of steps went to "
                    + actions.getFirst().getKey() + ": p50 " + Times.show(most.at(50) / 1_000) + ", p95 "
                    + Times.show(most.at(95) / 1_000) + ".");
        }
    }

    private void tail() {
        long slow = parts.durations().at(99);
        long usual = Math.max(1_000, parts.durations().at(50));
        if (stats.total() >= FEWEST_FOR_TAIL && slow >= LEAST_TAIL_MICROS && slow / usual >= LONG_TAIL) {
            hints.add("One run in a hundred took " + Times.show(slow / 1_000) + " or more, " + slow / usual
                    + " times as long as the median.");
        }
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 10 || value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
