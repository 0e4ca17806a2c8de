package dev.dispatch.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a finished run.
 *
 * @param number position in the document, from 1
 * @param path the execution's path in the record, such as {@code create#1}; of a step in a loop {@code list[*]/get}
 * @param action the key of its action; {@code block} or {@code parallel} where it holds other steps
 * @param attempts how often the action was called; the tries of a poll and the attempts of a retry count
 * @param startedAt null where it never started
 * @param duration from start to end, waiting included
 * @param waiting the part of the duration in which the step only waited
 * @param passes how often it was executed; null where that is once at most
 */
public record StepReport(
        int number,
        String stepId,
        String path,
        String action,
        StepOutcome outcome,
        int attempts,
        @Nullable Instant startedAt,
        Duration duration,
        Duration waiting,
        @Nullable Passes passes) {

    StepReport at(String other) {
        return new StepReport(number, stepId, other, action, outcome, attempts, startedAt, duration, waiting, passes);
    }
}
