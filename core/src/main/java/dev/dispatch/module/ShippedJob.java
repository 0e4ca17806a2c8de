package dev.dispatch.module;

import dev.dispatch.job.JobKind;
import java.nio.file.Path;

/**
 * A job file that comes with a module.
 *
 * @param id the file's name without {@code .job.case.json} or {@code .job.seed.json}
 */
public record ShippedJob(String id, JobKind kind, Path path) {}
