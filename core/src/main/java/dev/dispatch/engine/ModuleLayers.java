package dev.dispatch.engine;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.InstalledFolders;
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
import java.util.function.Supplier;

/** Finds the layers of modules, the weakest first: built in, shipped with the program, workspaces, installed. */
final class ModuleLayers {

    private static final int TRIES = 5;

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
            if (folder.equals(installed)) {
                for (InstalledFolders.Seen module : InstalledFolders.in(installed)) {
                    sources.add(source(module, () -> load(module, policies, loaders)));
                }
                continue;
            }
            for (Path module : ModuleFolders.in(folder)) {
                sources.add(ModuleSource.in(module, () -> ModuleLoader.load(module, Layer.REPO, policies, loaders)));
            }
        }
        return ModuleRegistry.of(sources);
    }

    /** Where its name cannot be read because it is replaced just now, that of its folder says it too. */
    private static ModuleSource source(InstalledFolders.Seen module, Supplier<ModuleLoader.Loading> loading) {
        ModuleSource source = ModuleSource.in(module.folder(), loading);
        int at = module.name().indexOf('@');
        return source.name().isEmpty() && at > 0
                ? new ModuleSource(module.name().substring(0, at), module.folder(), loading)
                : source;
    }

    /** The module from one folder, not half from the one that was replaced meanwhile. */
    private static ModuleLoader.Loading load(
            InstalledFolders.Seen module, Policies policies, List<CodeLoader> loaders) {
        for (int left = TRIES; ; left--) {
            InstalledFolders.Seen before = module.again();
            ModuleLoader.Loading loading = ModuleLoader.load(before.folder(), Layer.USER, policies, loaders);
            if (left == 0 || module.again().equals(before)) {
                return loading;
            }
        }
    }
}
