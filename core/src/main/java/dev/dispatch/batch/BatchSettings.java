package dev.dispatch.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When the runs of a batch start.
 *
 * @param concurrency the most at the same time
 * @param stagger the least time between two starts
 * @param rate starts in a second, whether those before have ended or not, as far as the concurrency has room; empty for a
 *     start whenever there is room
 * @param duration after which none starts any more; empty for no bound
 * @param maxFailures how many failed runs end the batch; empty for no bound
 */
public record BatchSettings(
        int concurrency, Duration stagger, OptionalDouble rate, Optional<Duration> duration, OptionalInt maxFailures) {}
