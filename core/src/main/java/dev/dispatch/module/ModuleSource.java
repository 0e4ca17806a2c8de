package dev.dispatch.module;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A module that is there and was not loaded yet.
 *
 * @param name empty where it could not be read
 * @param folder null for what is part of the program
 * @param loading loads it, each time anew
 */
public record ModuleSource(String name, @Nullable Path folder, Supplier<ModuleLoader.Loading> loading) {

    /** One in a folder; no more than its name is read. */
    public static ModuleSource in(Path folder, Supplier<ModuleLoader.Loading> loading) {
        try (InputStream manifest = Files.newInputStream(folder.resolve(ModuleFolders.MANIFEST))) {
            return new ModuleSource(Json.member(manifest, "name").orElse(""), folder, loading);
        } catch (IOException e) {
            return new ModuleSource("", folder, loading);
        }
    }

    /** One that was loaded already. */
    public static ModuleSource of(LoadedModule module) {
        return new ModuleSource(module.name(), module.folder(), () -> new ModuleLoader.Loading.Loaded(module));
    }

    static ModuleSource of(BrokenModule module) {
        return new ModuleSource("", null, () -> new ModuleLoader.Loading.Failed(module));
    }
}
