package dev.dispatch.engine;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.policy.Policies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the layers of modules, the weakest first: built in, shipped with the program, workspaces. */
final class ModuleLayers {

    private ModuleLayers() {}

    /**
     * A registry; modules that cannot be loaded are named in it and do not harm the others.
     *
     * @param workspaces a later one wins
     * @param policies which may forbid modules with code
     */
    static ModuleRegistry load(
            EngineSettings settings, MemoryStore memory, List<Workspace> workspaces, Policies policies) {
        List<Path> folders = new ArrayList<>();
        settings.distribution().ifPresent(distribution -> folders.add(distribution.resolve("modules")));
        workspaces.forEach(workspace -> folders.add(workspace.modules()));
        List<LoadedModule> modules = new ArrayList<>(new BuiltinModules(settings.version(), memory).modules());
        List<ModuleRegistry.Broken> broken = new ArrayList<>();
        for (Path folder : folders.stream().distinct().toList()) {
            for (Path module : ModuleFolders.in(folder)) {
                switch (ModuleLoader.load(module, Layer.REPO, policies)) {
                    case ModuleLoader.Loading.Loaded(LoadedModule loaded) -> modules.add(loaded);
                    case ModuleLoader.Loading.Failed(ModuleRegistry.Broken fault) -> broken.add(fault);
                }
            }
        }
        return ModuleRegistry.of(modules, broken);
    }
}
