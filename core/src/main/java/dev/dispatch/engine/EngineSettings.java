package dev.dispatch.engine;

import dev.dispatch.expression.Generator;
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
 */
public record EngineSettings(
        String version,
        Path home,
        Path workingDirectory,
        Map<String, String> environment,
        Optional<Path> distribution,
        InstantSource clock,
        RandomGenerator random,
        Generator generator) {
    public EngineSettings {
        environment = Map.copyOf(environment);
    }
}
