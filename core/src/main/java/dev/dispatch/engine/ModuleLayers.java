package dev.dispatch.engine;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ModuleSource;
import dev.dispatch.policy.Policies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the layers of modules, the weakest first: built in, shipped with the program, workspaces, installed. */
final class ModuleLayers {

    private ModuleLayers() {}

    /**
     * A registry; modules are loaded when it is asked for them, and those that cannot be do not harm the others.
     *
     * @param workspaces a later one wins
     * @param policies which may forbid modules with code
     * @param loaders the languages that modules may be written in
     */
    static ModuleRegistry of(
            EngineSettings settings,
            MemoryStore memory,
            List<Workspace> workspaces,
            Policies policies,
            List<CodeLoader> loaders) {
        Set<Path> folders = new LinkedHashSet<>();
        settings.distribution().ifPresent(distribution -> folders.add(distribution.resolve("modules")));
        workspaces.forEach(workspace -> folders.add(workspace.modules()));
        Path installed = settings.home().resolve("modules");
        folders.add(installed);
        List<ModuleSource> sources = new ArrayList<>(new BuiltinModules(settings.version(), memory).sources());
        for (Path folder : folders) {
            Layer layer = folder.equals(installed) ? Layer.USER : Layer.REPO;
            for (Path module : ModuleFolders.in(folder)) {
                sources.add(ModuleSource.in(module, () -> ModuleLoader.load(module, layer, policies, loaders)));
            }
        }
        return ModuleRegistry.of(sources);
    }
}
