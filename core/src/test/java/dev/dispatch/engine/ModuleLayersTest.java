package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.job.ActionKey;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which module provides an action: built in, shipped, of a workspace, installed. */
@NullMarked
class ModuleLayersTest {

    @TempDir
    Path folder = Path.of("");

    private Path project = Path.of("");
    private Path home = Path.of("");
    private Path distribution = Path.of("");

    @BeforeEach
    void makePlaces() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(project.resolve("modules"));
        home = folder.resolve("home");
        distribution = folder.resolve("dist");
    }

    private Engine engine(Path from) {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0",
                home,
                from,
                Map.of(),
                Optional.of(distribution),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }

    private ModuleRegistry registry() {
        try (Engine engine = engine(project)) {
            return engine.modules();
        }
    }

    /** A module with actions that do nothing but be there. */
    private static void module(Path at, String name, String version, String... actions) throws IOException {
        StringBuilder block = new StringBuilder();
        for (String action : actions) {
            block.append(block.isEmpty() ? "" : ",")
                    .append('"')
                    .append(action)
                    .append("\": {\"description\": \"d\", \"request\": {\"method\": \"GET\", \"path\": \"/\"}}");
        }
        Files.createDirectories(at);
        Files.writeString(
                at.resolve("module.json"),
                "{\"name\": \"" + name + "\", \"version\": \"" + version + "\", \"actions\": {" + block + "}}");
    }

    private static Path source(ModuleRegistry registry, String action) {
        LoadedModule module = registry.action(action).orElseThrow().module();
        return module.folder() == null ? Path.of("builtin") : module.folder();
    }

    @Test
    void theLastLayerWinsEachActionOnItsOwn() throws IOException {
        module(distribution.resolve("modules/shop"), "shop", "1.0.0", "list", "get", "find");
        module(project.resolve("modules/shop"), "shop", "1.1.0", "list", "get");
        module(home.resolve("modules/shop@0.9.0"), "shop", "0.9.0", "list");
        ModuleRegistry registry = registry();
        assertThat(source(registry, "shop.find")).isEqualTo(distribution.resolve("modules/shop"));
        assertThat(source(registry, "shop.get")).isEqualTo(project.resolve("modules/shop"));
        assertThat(source(registry, "shop.list")).isEqualTo(home.resolve("modules/shop@0.9.0"));
        assertThat(registry.action("shop.list").orElseThrow().module().layer()).isEqualTo(Layer.USER);
        assertThat(registry.conflicts())
                .extracting(
                        conflict -> conflict.action() + " " + conflict.winner().version() + " over "
                                + conflict.loser().version())
                .containsExactlyInAnyOrder(
                        "shop.list 0.9.0 over 1.0.0", "shop.list 0.9.0 over 1.1.0", "shop.get 1.1.0 over 1.0.0");
    }

    @Test
    void anActionOfTheProgramCanBeReplaced() throws IOException {
        module(project.resolve("modules/http"), "http", "9.0.0", "request");
        ModuleRegistry registry = registry();
        assertThat(source(registry, "http.request")).isEqualTo(project.resolve("modules/http"));
        assertThat(registry.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.action()).isEqualTo(new ActionKey("http", "request"));
            assertThat(conflict.loser().layer()).isEqualTo(Layer.BUILTIN);
        });
    }

    @Test
    void equalCopiesAreOneModule() throws IOException {
        module(distribution.resolve("modules/shop"), "shop", "1.0.0", "list");
        module(project.resolve("modules/shop"), "shop", "1.0.0", "list");
        ModuleRegistry registry = registry();
        assertThat(registry.modulesNamed("shop")).hasSize(1);
        assertThat(registry.conflicts()).isEmpty();
    }

    @Test
    void ofInstalledVersionsTheHighestWins() throws IOException {
        module(home.resolve("modules/shop@1.9.0"), "shop", "1.9.0", "list");
        module(home.resolve("modules/shop@1.10.0"), "shop", "1.10.0", "list");
        assertThat(source(registry(), "shop.list")).isEqualTo(home.resolve("modules/shop@1.10.0"));
    }

    @Test
    void aBrokenModuleLeavesTheActionsOfTheOthers() throws IOException {
        module(distribution.resolve("modules/shop"), "shop", "1.0.0", "list");
        module(project.resolve("modules/shop"), "shop", "one", "list");
        Files.createDirectories(home.resolve("modules/noise"));
        Files.writeString(home.resolve("modules/noise/module.json"), "no JSON at all");
        ModuleRegistry registry = registry();
        assertThat(source(registry, "shop.list")).isEqualTo(distribution.resolve("modules/shop"));
        assertThat(registry.broken())
                .extracting(BrokenModule::source)
                .containsExactlyInAnyOrder(
                        project.resolve("modules/shop").toString(),
                        home.resolve("modules/noise").toString());
    }

    @Test
    void hiddenFoldersAreNoModules() throws IOException {
        module(home.resolve("modules/.new-shop"), "shop", "1.0.0", "list");
        assertThat(registry().modulesNamed("shop")).isEmpty();
    }

    @Test
    void modulesAreSeenFromTheFolderOfTheJobAndFromTheWorkingDirectory() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        module(project.resolve("modules/shop"), "shop", "1.0.0", "list");
        module(other.resolve("modules/bank"), "bank", "1.0.0", "balance");
        Path job = Files.createDirectories(other.resolve("jobs/deep")).resolve("both.job.case.json");
        Files.writeString(job, """
                {"schemaVersion": 1, "jobType": "both", "http": {"baseUrl": "http://127.0.0.1:1"}, "scenario": {"steps": [
                  {"id": "a", "action": "shop.list"}, {"id": "b", "action": "bank.balance"}]}}
                """);
        Path inside = Files.createDirectories(project.resolve("src/deep"));
        try (Engine engine = engine(inside)) {
            assertThat(engine.validate(new JobRequest(job.toString(), GivenInputs.NONE)))
                    .isInstanceOf(Validation.Valid.class);
        }
        try (Engine engine = engine(folder)) {
            assertThat(engine.validate(new JobRequest(job.toString(), GivenInputs.NONE)))
                    .isInstanceOf(Validation.Invalid.class);
        }
    }

    @Test
    void aModuleIsLoadedWhenItsNameIsAskedFor() throws IOException {
        module(project.resolve("modules/shop"), "shop", "1.0.0", "list");
        module(project.resolve("modules/bank"), "bank", "1.0.0", "balance");
        ModuleRegistry registry = registry();
        assertThat(registry.loaded()).isEmpty();
        assertThat(registry.action("shop.list")).isPresent();
        assertThat(registry.loaded()).extracting(LoadedModule::name).containsExactly("shop");
        assertThat(registry.modules()).extracting(LoadedModule::name).contains("bank", "flow");
    }

    @Test
    void aJobOfABrokenModuleIsFoundByItsName() throws IOException {
        module(project.resolve("modules/shop"), "shop", "one", "list");
        Path jobs = Files.createDirectories(project.resolve("modules/shop/jobs"));
        Files.writeString(jobs.resolve("look.job.case.json"), """
                {"schemaVersion": 1, "jobType": "look", "scenario": {"steps": [{"id": "a", "action": "shop.list"}]}}
                """);
        try (Engine engine = engine(project)) {
            Validation validation = engine.validate(new JobRequest("look", GivenInputs.NONE));
            assertThat(validation).isInstanceOf(Validation.Invalid.class);
            assertThat(((Validation.Invalid) validation)
                            .problem()
                            .issues()
                            .getFirst()
                            .message())
                    .contains("'one' is not a semantic version");
        }
    }
}
