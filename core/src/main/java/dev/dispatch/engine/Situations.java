package dev.dispatch.engine;

import dev.dispatch.config.Config;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.Situation;
import dev.dispatch.state.ActionDefaults;
import dev.dispatch.state.RuntimeOverrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is there when a job is checked, seen from the working directory and from the workspace of a job file. */
final class Situations {

    /** A place to look from; its modules are loaded when they are first asked for. */
    private final class View {
        private final List<Workspace> workspaces;
        private final Configuration configuration;
        private @Nullable ModuleRegistry modules;

        View(List<Workspace> workspaces) {
            this.workspaces = workspaces;
            this.configuration = new Configuration(settings, workspaces);
        }

        ModuleRegistry modules() {
            if (modules == null) {
                modules = ModuleLayers.of(settings, memory, workspaces, configuration.forModules(), loaders);
            }
            return modules;
        }
    }

    private final EngineSettings settings;
    private final MemoryStore memory;
    private final Optional<Workspace> workspace;
    private final List<CodeLoader> loaders;
    private final View here;
    private final Map<List<Workspace>, View> elsewhere = new HashMap<>();

    /**
     * What is seen from one working directory.
     *
     * @param workspace around the working directory
     * @param loaders the languages that modules may be written in
     */
    Situations(EngineSettings settings, MemoryStore memory, Optional<Workspace> workspace, List<CodeLoader> loaders) {
        this.settings = settings;
        this.memory = memory;
        this.workspace = workspace;
        this.loaders = List.copyOf(loaders);
        this.here = new View(workspace.stream().toList());
    }

    /** The languages that modules may be written in. */
    List<CodeLoader> loaders() {
        return loaders;
    }

    /** The modules seen from the working directory. */
    ModuleRegistry modules() {
        return here.modules();
    }

    /** Loads the module of a folder, wherever it lies, as the modules seen from the working directory are loaded. */
    ModuleLoader.Loading load(Path folder) {
        return ModuleLoader.load(folder, Layer.REPO, here.configuration.forModules(), loaders);
    }

    /**
     * The configuration that counts in the working directory.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} with every issue of every file
     */
    Optional<Config> config() {
        return here.configuration.config();
    }

    /**
     * What is there for a single action.
     *
     * @throws dev.dispatch.problem.ProblemException as {@link #config} does, and where stored values cannot be used
     */
    Situation here() {
        return of(here);
    }

    /**
     * What is there for a job file: its own workspace counts too, and wins. The workspace of the job that it is run for
     * counts before it, so that nothing which fills memory for a job is free of that project's policy.
     *
     * @param asked the job file that it is run for, the same or another one
     * @throws dev.dispatch.problem.ProblemException as {@link #here} does
     */
    Situation of(Path jobFile, Path asked) {
        List<Workspace> others = new ArrayList<>();
        for (Path file : List.of(asked, jobFile)) {
            Workspace.around(file.toAbsolutePath().resolveSibling("."))
                    .filter(other -> !isSeen(other) && !others.contains(other))
                    .ifPresent(others::add);
        }
        return of(others.isEmpty() ? here : from(others));
    }

    /** What ships with the program is seen from everywhere. */
    private boolean isSeen(Workspace other) {
        return workspace.filter(other::equals).isPresent()
                || settings.distribution().filter(other.root()::equals).isPresent();
    }

    private View from(List<Workspace> others) {
        View known = elsewhere.get(others);
        if (known == null) {
            List<Workspace> all = new ArrayList<>(workspace.stream().toList());
            all.addAll(others);
            known = new View(all);
            elsewhere.put(others, known);
        }
        return known;
    }

    private Situation of(View view) {
        Optional<Config> config = view.configuration.config();
        ActionDefaults defaults = defaults();
        RuntimeOverrides overrides = overrides();
        return new Situation(
                view.modules(),
                memory,
                settings.environment(),
                settings.generator(),
                Files.exists(defaults.path()) ? defaults : null,
                Files.exists(overrides.path()) ? OverrideNames.checked(overrides) : Json.object(),
                config);
    }

    /** What users store for the payloads of actions. */
    ActionDefaults defaults() {
        return new ActionDefaults(settings.home().resolve(ActionDefaults.FILE));
    }

    /** What users store for every run. */
    RuntimeOverrides overrides() {
        return new RuntimeOverrides(settings.home().resolve(RuntimeOverrides.FILE));
    }
}
