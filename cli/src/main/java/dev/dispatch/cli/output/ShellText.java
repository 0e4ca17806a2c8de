package dev.dispatch.cli.output;

import dev.dispatch.problem.NextAction;
import java.util.Optional;

/**
 * Writes a command so that a POSIX shell reads back the same words.
 *
 * @param home the folder given with {@code --home}, which the next command needs too; empty where none was given
 */
public record ShellText(Optional<String> home) {

    private static final String PROGRAM = "dispatch";
    private static final String PLAIN = "@%+=:,./_-";

    public String of(NextAction action) {
        StringBuilder command = new StringBuilder(PROGRAM);
        for (String argument : action.arguments()) {
            command.append(' ').append(quote(argument));
        }
        if (home.isPresent()) {
            command.append(" --home ").append(quote(home.get()));
        }
        return command.toString();
    }

    /** The word itself where a shell takes it as it is, else in single quotes (POSIX, section 2.2.2). */
    public static String quote(String word) {
        if (isPlain(word)) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
