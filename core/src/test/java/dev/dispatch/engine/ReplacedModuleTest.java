package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads an installed module while it is replaced, or after that was broken off, sees one whole module. */
@NullMarked
class ReplacedModuleTest {

    private static final int TIMES = 25;

    @TempDir
    Path folder = Path.of("");

    private Path modules = Path.of("");

    @BeforeEach
    void twoBundlesOfOneVersion() throws IOException {
        modules = folder.resolve("home/modules");
        for (String copy : new String[] {"first", "second"}) {
            Path source = Files.createDirectories(folder.resolve(copy + "/assets"));
            Files.writeString(source.resolve("a.txt"), copy);
            Files.writeString(source.resolveSibling("module.json"), """
                    {"name": "shop", "version": "1.0.0", "description": "%s",
                     "actions": {"get": {"description": "Get.", "request": {"method": "GET", "path": "/"}}},
                     "pack": {"include": ["assets"]}}""".formatted(copy));
            try (Engine engine = engine()) {
                engine.shipping().pack(folder.resolve(copy), folder.resolve(copy + ".zip"));
            }
        }
        install("first");
    }

    @Test
    void aModuleThatIsReplacedAllTheTimeIsAlwaysThere() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> writer = other.submit(() -> {
                for (int i = 0; i < TIMES; i++) {
                    install(i % 2 == 0 ? "second" : "first");
                }
            });
            do {
                try (Engine engine = engine()) {
                    ModuleRegistry registry = engine.modules();
                    assertThat(registry.action("shop.get")).isPresent();
                    assertThat(registry.broken()).isEmpty();
                }
            } while (!writer.isDone());
            writer.get();
        }
    }

    @Test
    void betweenTheTwoRenamesTheOldCopyCounts() throws IOException {
        Files.move(modules.resolve("shop@1.0.0"), modules.resolve(".old-shop@1.0.0"));
        assertThat(shop().description()).isEqualTo("first");
        Files.createDirectory(modules.resolve(".new-1"));
        install("second");
        assertThat(shop().description()).isEqualTo("second");
        assertThat(modules).isDirectoryNotContaining("glob:**/.{old,new,gone}-*");
    }

    private LoadedModule shop() {
        try (Engine engine = engine()) {
            return engine.modules().module("shop").orElseThrow();
        }
    }

    private void install(String copy) {
        try (Engine engine = engine()) {
            engine.shipping().install(folder.resolve(copy + ".zip"));
        }
    }

    private Engine engine() {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                folder,
                Map.of(),
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }
}
