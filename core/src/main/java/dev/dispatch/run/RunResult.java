package dev.dispatch.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A finished run. Every value in it has passed the redaction.
 *
 * @param outputs what the job gives; of a failed run what could be resolved
 * @param failure why it did not succeed; null for success and interruption
 */
public record RunResult(
        String runId,
        String jobType,
        RunStatus status,
        Instant startedAt,
        Instant endedAt,
        ObjectNode outputs,
        List<StepReport> steps,
        @Nullable RunFailure failure) {

    /**
     * The first failure of a run.
     *
     * @param step null where the outputs failed, not a step
     */
    public record RunFailure(@Nullable FailedStep step, StepFailure cause) {}

    public RunResult {
        steps = List.copyOf(steps);
    }

    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }

    public Optional<FailedStep> failedStep() {
        return Optional.ofNullable(failure).map(RunFailure::step);
    }
}
