package dev.dispatch.module;

import dev.dispatch.expression.TemplateTree;
import dev.dispatch.problem.Issue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code module.json} says.
 *
 * @param entry the file with the actions that are written in code, below the module's folder; null for none
 * @param http defaults under the job's own {@code http} block; null for none
 * @param actions those that are described by a request, by their own name, in the order of the file
 * @param include what else belongs to a packed module: files, folders and {@code folder/**}
 * @param warnings what nobody reads
 */
public record Manifest(
        String name,
        String version,
        @Nullable String description,
        @Nullable String entry,
        @Nullable TemplateTree http,
        Map<String, ActionDefinition> actions,
        List<String> include,
        List<Issue> warnings) {

    public Manifest {
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        include = List.copyOf(include);
        warnings = List.copyOf(warnings);
    }

    /** A manifest that has a name and nothing else. */
    public static Manifest named(String name, String version, @Nullable String description) {
        return new Manifest(name, version, description, null, null, Map.of(), List.of(), List.of());
    }
}
