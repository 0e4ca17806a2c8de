package dev.dispatch.cli.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * One command.
 *
 * @param words what is typed after the program's name
 * @param arguments positional ones first, then options in the order of the help; without those of every command
 * @param stoppable whether a signal ends it in order
 */
public record CommandEntry(String words, String purpose, List<Argument> arguments, boolean stoppable) {
    public CommandEntry {
        arguments = List.copyOf(arguments);
    }

    /** The whole command line, required arguments first. */
    public String usage() {
        StringBuilder usage = new StringBuilder("dispatch ").append(words).append(required());
        for (Argument argument : arguments) {
            if (!argument.required()) {
                usage.append(' ').append(argument.usage());
            }
        }
        return usage.toString();
    }

    /** The required arguments, each after a space. */
    public String required() {
        StringBuilder text = new StringBuilder();
        for (Argument argument : arguments) {
            if (argument.required()) {
                text.append(' ').append(argument.word());
            }
        }
        return text.toString();
    }

    public List<Argument> options() {
        List<Argument> options = new ArrayList<>();
        for (Argument argument : arguments) {
            if (!argument.positional()) {
                options.add(argument);
            }
        }
        return options;
    }

    public List<Argument> positionals() {
        List<Argument> positionals = new ArrayList<>();
        for (Argument argument : arguments) {
            if (argument.positional()) {
                positionals.add(argument);
            }
        }
        return positionals;
    }
}
