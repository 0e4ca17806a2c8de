package dev.dispatch.archive;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A module in the user's layer.
 *
 * @param warnings what the bundle gave cause for
 */
public record InstalledModule(ModuleId id, Path folder, Change change, List<Issue> warnings) {
    public InstalledModule {
        warnings = List.copyOf(warnings);
    }

    /** What was done to the folder. */
    public enum Change {
        ADDED,
        REPLACED,
        UNCHANGED,
        REMOVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
