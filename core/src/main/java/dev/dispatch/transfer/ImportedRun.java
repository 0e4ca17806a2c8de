package dev.dispatch.transfer;

import java.nio.file.Path;

/**
 * A run that was taken in.
 *
 * @param added false where the very same run was there already
 */
public record ImportedRun(String runId, Path runDir, boolean added) {}
