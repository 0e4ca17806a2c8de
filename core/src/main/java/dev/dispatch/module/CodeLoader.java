package dev.dispatch.module;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;

/** Loads the actions of modules that are written in one language. */
public interface CodeLoader {

    /**
     * What a module says of its code.
     *
     * @param folder of the module
     * @param file the entry, a regular file below the folder
     */
    record Entry(String module, String version, Path folder, Path file) {}

    /** What loading gave. */
    sealed interface Loading {

        record Loaded(ModuleCode code) implements Loading {}

        /** What is wrong; each finding names its file as its path. */
        record Failed(List<Issue> issues) implements Loading {
            public Failed {
                issues = List.copyOf(issues);
            }
        }
    }

    /** Whether an entry of that name is written in its language. */
    boolean takes(String entry);

    /** Finds out what the code offers; runs no action. */
    Loading load(Entry entry);
}
