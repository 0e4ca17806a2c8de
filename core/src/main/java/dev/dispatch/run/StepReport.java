package dev.dispatch.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a finished run.
 *
 * @param number position in the document, from 1
 * @param path the execution's path in the record, such as {@code create#1}
 * @param attempts how often the action was called; the tries of a poll count
 * @param startedAt null where it never started
 * @param duration from start to end, waiting included
 * @param waiting the part of the duration in which the step only waited
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
        Duration waiting) {}
