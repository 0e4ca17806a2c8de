package dev.dispatch.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.job.Dependencies;
import dev.dispatch.json.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several versions of one module provides an action. */
class ModuleVersionsTest {

    @TempDir
    Path folder;

    private LoadedModule shop(String place, String version) throws IOException {
        Path at = Files.createDirectories(folder.resolve(place));
        Files.writeString(at.resolve("module.json"), """
                {"name": "shop", "version": "%s", "actions": {
                  "list": {"description": "d", "request": {"method": "GET", "path": "/"}}}}
                """.formatted(version));
        ModuleLoader.Loading loading = ModuleLoader.load(at, Layer.REPO);
        assertThat(loading).isInstanceOf(ModuleLoader.Loading.Loaded.class);
        return ((ModuleLoader.Loading.Loaded) loading).module();
    }

    private static Dependencies.NeededModule needed(String name, String range) {
        return new Dependencies.NeededModule(name, range, Pointer.ROOT);
    }

    private static String version(ModuleRegistry registry) {
        return registry.action("shop.list").orElseThrow().module().version();
    }

    @Test
    void ofOneFolderTheHighestVersionWinsHoweverFoldersAreNamed() throws IOException {
        ModuleRegistry registry = ModuleRegistry.of(
                List.of(shop("a/x", "1.10.0"), shop("a/y", "1.9.0"), shop("a/z", "1.10.0-rc.1")), List.of());
        assertThat(version(registry)).isEqualTo("1.10.0");
        assertThat(registry.modulesNamed("shop"))
                .extracting(LoadedModule::version)
                .containsExactly("1.10.0", "1.10.0-rc.1", "1.9.0");
        assertThat(registry.conflicts()).hasSize(2);
    }

    @Test
    void betweenFoldersTheLaterOneWinsAsLongAsItFits() throws IOException {
        ModuleRegistry registry =
                ModuleRegistry.of(List.of(shop("shipped/s", "1.3.0"), shop("own/s", "1.2.0")), List.of());
        assertThat(version(registry)).isEqualTo("1.2.0");
        assertThat(version(registry.fitting(List.of(needed("shop", "^1"))))).isEqualTo("1.2.0");
        assertThat(version(registry.fitting(List.of(needed("shop", ">=1.3"))))).isEqualTo("1.3.0");
    }

    @Test
    void whatDoesNotFitIsNoConflict() throws IOException {
        ModuleRegistry registry =
                ModuleRegistry.of(List.of(shop("shipped/s", "1.3.0"), shop("own/s", "2.0.0")), List.of());
        ModuleRegistry fitting = registry.fitting(List.of(needed("shop", "^1")));
        assertThat(version(fitting)).isEqualTo("1.3.0");
        assertThat(fitting.conflicts()).isEmpty();
        assertThat(registry.conflicts()).hasSize(1);
    }

    @Test
    void whereNothingFitsOrNothingIsAskedAllStay() throws IOException {
        ModuleRegistry registry =
                ModuleRegistry.of(List.of(shop("shipped/s", "1.3.0"), shop("own/s", "2.0.0")), List.of());
        assertThat(registry.fitting(List.of(needed("shop", "^3"), needed("shop", "nonsense"), needed("other", "^1"))))
                .isSameAs(registry);
        assertThat(registry.fitting(List.of())).isSameAs(registry);
    }
}
