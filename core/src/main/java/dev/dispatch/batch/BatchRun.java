package dev.dispatch.batch;

import dev.dispatch.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One finished run of a batch, in short. Every value in it has passed the redaction.
 *
 * @param index from 1
 * @param late how long after its time it began, where runs have a time
 * @param waiting of the duration what its steps only waited, for pauses, retries and times
 * @param calling of the duration what its calls took, each counted once
 * @param calls how many
 * @param attempts of all steps together
 * @param retried whether a step was tried again after it had failed
 * @param record where it is recorded: the name of a segment in the batch's folder, or the run's id for a folder of its own;
 *     null for nowhere
 * @param failure null where it did not fail
 */
public record BatchRun(
        int index,
        String runId,
        RunStatus status,
        Instant startedAt,
        Duration duration,
        Duration late,
        Duration waiting,
        Duration calling,
        int calls,
        int attempts,
        boolean retried,
        ObjectNode inputs,
        ObjectNode outputs,
        @Nullable String record,
        @Nullable Failure failure) {

    /**
     * Why a run failed.
     *
     * @param stepId null where no step did
     * @param reason the code of its first finding, such as {@code HTTP_STATUS}; else of the problem
     */
    public record Failure(@Nullable String stepId, String code, String reason, String message) {}
}
