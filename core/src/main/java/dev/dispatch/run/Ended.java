package dev.dispatch.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended that was recorded before: what {@link StepReport} says of it, without the step itself.
 *
 * @param path of the attempt that was the last one
 * @param spoiledBy what was sent in it and must not be sent again, such as {@code POST}; null for nothing
 */
public record Ended(
        String path,
        StepOutcome outcome,
        int attempts,
        @Nullable Instant startedAt,
        Duration duration,
        Duration waiting,
        @Nullable Passes passes,
        @Nullable String spoiledBy) {

    /**
     * Whether a run that is continued leaves it at that.
     *
     * @param tolerated whether the step may fail
     */
    boolean isFinal(boolean tolerated) {
        return switch (outcome) {
            case StepOutcome.Succeeded _, StepOutcome.Skipped _ -> true;
            case StepOutcome.Failed _ -> tolerated;
            case StepOutcome.Cancelled _, StepOutcome.NotRun _ -> false;
        };
    }
}
