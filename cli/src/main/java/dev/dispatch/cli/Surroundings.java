package dev.dispatch.cli;

import dev.dispatch.time.Cancellation;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All that the program sees of the process around it.
 *
 * @param terminal whether a person sees {@code out} at once
 * @param width columns of the terminal
 * @param distribution the folder with the jobs and modules that ship with the program; empty for none
 * @param cancellation told to stop by signals
 */
public record Surroundings(
        Path workingDirectory,
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        int width,
        Optional<Path> distribution,
        InstantSource clock,
        RandomGenerator random,
        Cancellation cancellation) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
