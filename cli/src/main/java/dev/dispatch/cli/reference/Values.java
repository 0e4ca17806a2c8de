package dev.dispatch.cli.reference;

import java.util.List;
import java.util.Locale;

/** What the value of an argument names, which is what a shell can offer for it. */
public enum Values {
    /** Anything; nothing can be offered. */
    ANYTHING,
    /** One of the words of the label. */
    CHOICE,
    FILE,
    FOLDER,
    JOB,
    RUN,
    /** Many runs; only the word for the newest of them can be offered. */
    BATCH,
    ACTION,
    MODULE,
    NAMESPACE,
    /** A code of a problem or an issue. */
    CODE;

    /**
     * Told by the labels, which mean the same in every command: {@code DIR} is a folder, lower-case words with bars
     * between them are the words themselves.
     */
    public static Values of(String command, Argument argument) {
        return switch (argument.name()) {
            case "--case" -> JOB;
            case "--run-id", "--against" -> RUN;
            case "--batch-id" -> BATCH;
            case "--namespace" -> NAMESPACE;
            default -> ofLabel(command, argument.label());
        };
    }

    private static Values ofLabel(String command, String label) {
        if (label.contains("|") && label.equals(label.toLowerCase(Locale.ROOT))) {
            return CHOICE;
        }
        return switch (label) {
            case "MODULE.ACTION" -> ACTION;
            case "CODE" -> CODE;
            case "DIR" -> FOLDER;
            case "NAME" -> command.startsWith("module ") ? MODULE : ANYTHING;
            default -> label.startsWith("FILE") || label.equals("PATH") ? FILE : ANYTHING;
        };
    }

    /** The words of a label such as {@code bash|zsh|fish}. */
    static List<String> choices(Argument argument) {
        return List.of(argument.label().split("\\|", -1));
    }
}
