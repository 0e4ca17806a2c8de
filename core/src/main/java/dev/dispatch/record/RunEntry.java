package dev.dispatch.record;

import dev.dispatch.run.RunStatus;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A run in a list.
 *
 * @param status INTERRUPTED for a run that was killed, and for one that still goes
 */
public record RunEntry(String runId, String jobType, Instant startedAt, RunStatus status, Path runDir) {}
