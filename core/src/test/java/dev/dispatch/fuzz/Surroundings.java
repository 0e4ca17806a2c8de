package dev.dispatch.fuzz;

import dev.dispatch.TestRuns;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.expression.SystemGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Where targets live that need files.
 *
 * @param folder of their own
 */
record Surroundings(Path folder) {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-06T16:21:16.042Z"));

    static final Map<String, String> ENVIRONMENT = Map.of(
            "DEMO_BASE_URL", "http://127.0.0.1:9", "API_TOKEN", "s3cr3t-of-fuzzing", "LOGIN_PASSWORD", "pa55word");

    Surroundings {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Surroundings below(String name) {
        return new Surroundings(folder.resolve(name));
    }

    Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the modules of the repository as what ships with it. */
    Engine engine() {
        return Engine.open(new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                folder,
                ENVIRONMENT,
                Optional.of(TestRuns.repository()),
                CLOCK,
                new Random(7),
                new SystemGenerator(CLOCK)));
    }
}
