package dev.dispatch.testkit;

import java.util.List;
import java.util.Optional;

/** One thing that a transcript says; they are followed in the order of the file. */
public sealed interface Entry {
    /** A comment or an empty line. */
    record Note(String line) implements Entry {}

    /** Starts the demo API and says in the environment where it is. */
    record Demo() implements Entry {}

    /** Sets an environment variable for the commands that follow. */
    record Variable(String name, String value) implements Entry {}

    /** Writes a file into the working folder. */
    record WorkFile(String path, Text content) implements Entry {}

    /**
     * Runs the program.
     *
     * @param line as typed, the program's name included
     * @param exitCode empty in a transcript that update mode has not completed yet
     */
    record Command(int lineNumber, String line, Text input, Text out, Text err, Optional<Integer> exitCode)
            implements Entry {}

    /**
     * Lines of text.
     *
     * @param open whether the last line has no line feed at its end
     */
    record Text(List<String> lines, boolean open) {
        static final Text EMPTY = new Text(List.of(), false);

        public Text {
            lines = List.copyOf(lines);
        }

        static Text of(String text) {
            if (text.isEmpty()) {
                return EMPTY;
            }
            boolean open = !text.endsWith("\n");
            return new Text(List.of((open ? text : text.substring(0, text.length() - 1)).split("\n", -1)), open);
        }

        String joined() {
            return String.join("\n", lines) + (lines.isEmpty() || open ? "" : "\n");
        }
    }
}
