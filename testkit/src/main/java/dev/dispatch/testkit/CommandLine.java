package dev.dispatch.testkit;

import java.util.ArrayList;
import java.util.List;

/** Splits a command as typed into its words, by the quoting rules of POSIX shells and nothing else of a shell. */
public final class CommandLine {
    private static final String SHELL_ONLY = "|&;<>()$`*?[]{}#~\n";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private int at;

    private CommandLine(String line) {
        this.line = line;
    }

    /**
     * The arguments of a command that begins with the name of the program.
     *
     * @throws IllegalArgumentException where it is another program's, or a shell would do more with it than split it
     */
    public static List<String> arguments(String line) {
        List<String> words = new CommandLine(line).split();
        if (words.isEmpty() || !words.getFirst().equals("dispatch")) {
            throw new IllegalArgumentException("not a command of dispatch: " + line);
        }
        return words.subList(1, words.size());
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            switch (c) {
                case ' ' -> end();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> append(take());
                default -> {
                    boolean harmless = begun && "#~".indexOf(c) >= 0;
                    if (SHELL_ONLY.indexOf(c) >= 0 && !harmless) {
                        throw fault("an unquoted " + c);
                    }
                    append(c);
                }
            }
        }
        end();
        return words;
    }

    private void singleQuoted() {
        begun = true;
        for (char c = take(); c != '\''; c = take()) {
            word.append(c);
        }
    }

    private void doubleQuoted() {
        begun = true;
        for (char c = take(); c != '"'; c = take()) {
            if (c == '$' || c == '`') {
                throw fault("an expansion");
            }
            boolean escape = c == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0;
            word.append(escape ? take() : c);
        }
    }

    private void append(char c) {
        begun = true;
        word.append(c);
    }

    private char take() {
        if (at == line.length()) {
            throw fault("no closing quote");
        }
        return line.charAt(at++);
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("there is no shell here, but " + what + " in: " + line);
    }
}
