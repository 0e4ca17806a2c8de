package dev.dispatch.problem;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What code that broke says of itself, in texts of bounded size: the message and the trace of an exception are made by
 * code of its author, which can break once more, or write without end.
 *
 * @param type its class, in as few words as tell it
 * @param message empty where it has none, or none that could be asked for
 * @param trace where it broke; as empty as the message
 */
public record Breakage(String type, String message, String trace) {

    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_TRACE = 40_000;

    /** Asks what was thrown; breaks no further. */
    public static Breakage of(Throwable thrown) {
        Class<?> type = thrown.getClass();
        String name = type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
        return new Breakage(name, message(thrown), trace(thrown));
    }

    /** A text, without its end where it is longer than a message may be. */
    public static String shortened(String message) {
        return cut(message, LONGEST_MESSAGE, ' ');
    }

    /** The class and, where there is one, the message. */
    public String sentence() {
        return message.isEmpty() ? type : type + ": " + message;
    }

    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : shortened(message);
        } catch (RuntimeException | Error e) {
            return "";
        }
    }

    private static String trace(Throwable thrown) {
        Beginning beginning = new Beginning();
        try {
            thrown.printStackTrace(new PrintWriter(beginning));
        } catch (RuntimeException | Error e) {
            return "";
        }
        return cut(beginning.text.toString(), LONGEST_TRACE, '\n');
    }

    /** Between words, so that no half of a secret is left that nobody would know again. */
    private static String cut(String text, int longest, char between) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Math.max(0, text.lastIndexOf(between, longest));
        return text.substring(0, end) + between + "... (cut)";
    }

    /** Keeps a little more than what is shown, and forgets the rest. */
    private static final class Beginning extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            int room = LONGEST_TRACE + 1 - text.length();
            text.append(characters, offset, Math.min(length, Math.max(0, room)));
        }

        @Override
        public void write(String characters, int offset, int length) {
            int room = LONGEST_TRACE + 1 - text.length();
            text.append(characters, offset, offset + Math.min(length, Math.max(0, room)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
