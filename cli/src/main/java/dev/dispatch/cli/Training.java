package dev.dispatch.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The run that the ahead-of-time cache is recorded from: every command line that has to start fast, through the same
 * entry as {@link Main} and with its output thrown away.
 */
public final class Training {
    private static final List<List<String>> COMMAND_LINES = List.of(List.of("version"), List.of("no-such-command"));

    private Training() {}

    /** Runs all command lines; what they return does not matter, that they ran does. */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main program = new Main(nowhere, nowhere);
        for (List<String> commandLine : COMMAND_LINES) {
            program.run(commandLine.toArray(String[]::new));
        }
    }
}
