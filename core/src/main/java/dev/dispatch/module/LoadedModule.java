package dev.dispatch.module;

import dev.dispatch.expression.TemplateTree;
import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module whose manifest was read and found right.
 *
 * @param folder where it was found; null for what is part of the program
 * @param http defaults under the job's own {@code http} block; null for none
 * @param actions by their own name, in the order of the manifest
 * @param jobs the job files it ships, sorted by id
 * @param warnings what its manifest says that nobody reads; the places are those in that file
 */
public record LoadedModule(
        String name,
        String version,
        @Nullable String description,
        Layer layer,
        @Nullable Path folder,
        @Nullable TemplateTree http,
        Map<String, ActionDefinition> actions,
        List<ShippedJob> jobs,
        List<Issue> warnings) {

    public LoadedModule {
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        jobs = List.copyOf(jobs);
        warnings = List.copyOf(warnings);
    }

    /** A module whose manifest gives no cause for a warning. */
    public LoadedModule(
            String name,
            String version,
            @Nullable String description,
            Layer layer,
            @Nullable Path folder,
            @Nullable TemplateTree http,
            Map<String, ActionDefinition> actions,
            List<ShippedJob> jobs) {
        this(name, version, description, layer, folder, http, actions, jobs, List.of());
    }

    /** The folder as text, {@code builtin} for what is part of the program. */
    public String source() {
        return folder == null ? "builtin" : folder.toString();
    }

    /**
     * Hash of the content, computed anew at each call: {@code sha256:} and 64 hexadecimal digits.
     *
     * @throws dev.dispatch.problem.ProblemException where the folder cannot be read, or holds too many files
     */
    public String hash() {
        return folder == null ? ContentHash.ofText(name + "@" + version) : ContentHash.ofFolder(folder);
    }
}
