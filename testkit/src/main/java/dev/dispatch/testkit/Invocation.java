package dev.dispatch.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One command line with everything around it that the program may read.
 *
 * @param arguments without the name of the program
 * @param environment all of it, not additions to that of the tests
 * @param input what the program reads from standard input
 */
public record Invocation(List<String> arguments, Path workingDirectory, Map<String, String> environment, String input) {
    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
