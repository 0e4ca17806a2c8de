package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.authoring.ModuleCheck;
import dev.dispatch.authoring.ModuleInit;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.expression.SystemGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What {@code module init --from-openapi} writes is what {@code module validate} wants. */
class ValidatedImportTest {

    static final List<String> CORPUS = Specification.CORPUS;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("CORPUS")
    void theModuleOfEveryDocumentIsValidAndCanBePacked(String name) {
        ModuleInit.Made made = new ModuleInit("api", "0.1.0")
                .from(Specification.of(name).manifest(), name, Map.of(), folder.resolve("modules/api"));
        InstantSource clock = InstantSource.system();
        EngineSettings settings = new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                folder,
                Map.of(),
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock));
        try (Engine engine = Engine.open(settings)) {
            ModuleCheck check = engine.moduleValidation().check(made.folder());
            assertThat(check.issues()).isEmpty();
            assertThat(check.passed()).isTrue();
            assertThat(check.version()).isEqualTo("0.1.0");
        }
    }

    @Test
    void noDocumentIsLeftOut() throws Exception {
        try (Stream<Path> files = Files.list(Specification.file("shop.yaml").resolveSibling(""))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("empty.yaml")))
                    .containsExactlyInAnyOrderElementsOf(CORPUS);
        }
    }
}
