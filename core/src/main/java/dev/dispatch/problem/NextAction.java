package dev.dispatch.problem;

import java.util.List;

/**
 * A command worth running next.
 *
 * @param arguments the words after the program's name, unquoted; only the command line writes shell text
 */
public record NextAction(List<String> arguments, String description) {
    public NextAction {
        arguments = List.copyOf(arguments);
    }

    public static NextAction of(String description, String... arguments) {
        return new NextAction(List.of(arguments), description);
    }
}
