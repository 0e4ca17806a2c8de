package dev.dispatch.engine;

import dev.dispatch.job.JobKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A job file that can be run from here.
 *
 * @param name the file's name without its job suffix
 * @param module the module that ships it; null for a file under {@code jobs/}
 */
public record CaseFile(
        String name, JobKind kind, Path path, @Nullable String module) {}
