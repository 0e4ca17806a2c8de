package dev.dispatch.plan;

import dev.dispatch.http.TlsFiles;
import dev.dispatch.http.TlsSource;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.policy.Policies;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Reads the certificates that a module's manifest names; relative names start from the module's folder. */
public final class ModuleTls {

    private ModuleTls() {}

    /**
     * What came of it.
     *
     * @param block with the values of its expressions
     */
    public static TlsFiles.Reading read(LoadedModule module, JsonNode block, Policies policies) {
        Path folder = module.folder() == null ? Path.of("") : module.folder();
        return new TlsFiles(folder, policies).read(TlsSource.of(block));
    }
}
