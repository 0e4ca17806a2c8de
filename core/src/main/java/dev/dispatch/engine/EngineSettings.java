package dev.dispatch.engine;

import dev.dispatch.expression.Generator;
import dev.dispatch.redact.Secrets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the engine takes from the process it lives in.
 *
 * @param version of the program
 * @param home where memory, defaults and installed modules are kept; made when something is written
 * @param environment the variables that jobs may read
 * @param distribution the folder with the jobs and modules that ship with the program; empty for none
 * @param known learns the secrets of every run, for what is written outside of runs
 */
public record EngineSettings(
        String version,
        Path home,
        Path workingDirectory,
        Map<String, String> environment,
        Optional<Path> distribution,
        InstantSource clock,
        RandomGenerator random,
        Generator generator,
        Secrets known) {
    public EngineSettings {
        environment = Map.copyOf(environment);
    }

    /** For a process that writes nothing outside of runs. */
    public EngineSettings(
            String version,
            Path home,
            Path workingDirectory,
            Map<String, String> environment,
            Optional<Path> distribution,
            InstantSource clock,
            RandomGenerator random,
            Generator generator) {
        this(version, home, workingDirectory, environment, distribution, clock, random, generator, new Secrets());
    }
}
