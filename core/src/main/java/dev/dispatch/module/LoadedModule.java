package dev.dispatch.module;

import dev.dispatch.expression.TemplateTree;
import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module that can be used.
 *
 * @param folder where it was found; null for what is part of the program
 * @param code what of it is written in code; null for nothing
 * @param jobs the job files it ships, sorted by id
 */
public record LoadedModule(
        Manifest manifest,
        Layer layer,
        @Nullable Path folder,
        @Nullable ModuleCode code,
        Map<String, ActionDefinition> actions,
        List<ShippedJob> jobs) {

    public LoadedModule {
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        jobs = List.copyOf(jobs);
    }

    /** A module that is part of the program. */
    public static LoadedModule builtin(Manifest manifest, Map<String, ActionDefinition> actions) {
        return new LoadedModule(manifest, Layer.BUILTIN, null, null, actions, List.of());
    }

    public String name() {
        return manifest.name();
    }

    public String version() {
        return manifest.version();
    }

    public @Nullable String description() {
        return manifest.description();
    }

    /** Defaults under the job's own {@code http} block; null for none. */
    public @Nullable TemplateTree http() {
        return manifest.http();
    }

    /** What its manifest says that nobody reads, and what is to be known of its code; each names its file. */
    public List<Issue> warnings() {
        if (code == null || code.warnings().isEmpty()) {
            return manifest.warnings();
        }
        List<Issue> all = new ArrayList<>(manifest.warnings());
        all.addAll(code.warnings());
        return all;
    }

    /** The folder as text, {@code builtin} for what is part of the program. */
    public String source() {
        return folder == null ? "builtin" : folder.toString();
    }

    /**
     * Hash of the content, computed anew at each call: {@code sha256:} and 64 hexadecimal digits. An installed module has
     * the hash of the one that was packed.
     *
     * @throws dev.dispatch.problem.ProblemException where the folder cannot be read, or holds too many files
     */
    public String hash() {
        return folder == null ? ContentHash.ofText(name() + "@" + version()) : ContentHash.of(this, folder);
    }
}
