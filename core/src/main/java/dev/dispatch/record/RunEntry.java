package dev.dispatch.record;

import dev.dispatch.run.RunStatus;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A run in a list.
 *
 * @param status how it ended; INTERRUPTED for a run that was killed, and as long as it goes
 * @param inProgress whether it still goes
 */
public record RunEntry(
        String runId, String jobType, Instant startedAt, RunStatus status, boolean inProgress, Path runDir) {}
