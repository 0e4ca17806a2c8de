package dev.dispatch.engine;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;

/**
 * A job file that was taken into the workspace.
 *
 * @param added false where the very same file was there already
 * @param warnings what a check of its structure found
 */
public record ImportedJob(Path path, boolean added, List<Issue> warnings) {
    public ImportedJob {
        warnings = List.copyOf(warnings);
    }
}
