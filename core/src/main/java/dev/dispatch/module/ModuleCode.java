package dev.dispatch.module;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The part of a module that is written in code.
 *
 * @param actions by their own name, in the order of the code
 * @param sources the files it is made of, below the module's folder
 * @param runtime what of it belongs to a packed module; made when it is asked for
 * @param warnings what its author or user should know, each with its file as its path
 */
public record ModuleCode(
        Map<String, ActionDefinition> actions,
        List<Path> sources,
        Supplier<RuntimeFiles> runtime,
        List<Issue> warnings) {

    /**
     * What runs without the sources.
     *
     * @param entry what {@code module.json} of the packed module says
     * @param files each by its name in the packed module, {@code /} between its parts
     */
    public record RuntimeFiles(String entry, SortedMap<String, Path> files) {
        public RuntimeFiles {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }
    }

    public ModuleCode {
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        sources = List.copyOf(sources);
        warnings = List.copyOf(warnings);
    }
}
