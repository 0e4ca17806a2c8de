package dev.dispatch.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.code.JavaModules;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleInitTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"shop", "order", "string", "3d", "a-b--c", "module", "description"})
    void aModuleInJavaCompilesWhateverItsName(String name) {
        ModuleInit.Made made = new ModuleInit(name, "1.2.3").from(ModuleInit.Template.JAVA, folder.resolve("m"));
        LoadedModule module = loaded(made.folder());
        assertThat(module.name()).isEqualTo(name);
        assertThat(module.actions().keySet()).containsExactlyInAnyOrder("place-order", "track-order", "sign-in");
    }

    @Test
    void bothTemplatesHaveTheSameActions() {
        LoadedModule http = loaded(new ModuleInit("shop", "0.1.0")
                .from(ModuleInit.Template.HTTP, folder.resolve("http"))
                .folder());
        LoadedModule java = loaded(new ModuleInit("shop", "0.1.0")
                .from(ModuleInit.Template.JAVA, folder.resolve("java"))
                .folder());
        assertThat(java.actions().keySet())
                .containsExactlyInAnyOrderElementsOf(http.actions().keySet());
        for (String name : http.actions().keySet()) {
            assertThat(action(java, name).description())
                    .isEqualTo(action(http, name).description());
            assertThat(action(java, name).effect()).isEqualTo(action(http, name).effect());
            assertThat(action(java, name).credentialFlow())
                    .isEqualTo(action(http, name).credentialFlow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "a b", "-", "-a", "a-", "../x", "flow", "http", "memory", "ä"})
    void aNameThatNoModuleCanHaveIsRefused(String name) {
        assertThatThrownBy(() -> new ModuleInit(name, "0.1.0")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "v1.0.0", "1.0.0 ", "latest"})
    void aVersionThatIsNoneIsRefused(String version) {
        assertThatThrownBy(() -> new ModuleInit("shop", version)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3>1.2.4", "0.1.9+b.5>0.1.10", "2.0.0-rc.1>2.0.0", "1.0.99>1.0.100"})
    void anOverrideHasTheNextVersionThatFitsTheSameRanges(String versions) {
        String[] parts = versions.split(">", 2);
        assertThat(ModuleOverrides.later(parts[0])).isEqualTo(parts[1]);
    }

    private static ActionDefinition action(LoadedModule module, String name) {
        return Objects.requireNonNull(module.actions().get(name));
    }

    private LoadedModule loaded(Path module) {
        return switch (ModuleLoader.load(
                module, Layer.REPO, Policies.NONE, List.of(new JavaModules(folder.resolve("cache"), "0.1.0")))) {
            case ModuleLoader.Loading.Loaded(LoadedModule loaded) -> loaded;
            case ModuleLoader.Loading.Failed(var broken) -> throw new AssertionError(broken.issues());
        };
    }

    @Test
    void theHiddenSchemaIsBesideTheModule() throws Exception {
        Path module = new ModuleInit("shop", "0.1.0")
                .from(ModuleInit.Template.HTTP, folder.resolve("m"))
                .folder();
        assertThat(Files.readString(module.resolve(EditorSchema.PATH))).contains("A dispatch module");
        assertThat(Files.readString(module.resolve("module.json"))).contains(EditorSchema.REFERENCE);
    }
}
