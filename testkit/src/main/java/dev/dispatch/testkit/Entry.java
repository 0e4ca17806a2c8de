package dev.dispatch.testkit;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

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
    record Command(int lineNumber, String line, Text input, Output out, Text err, Optional<Integer> exitCode)
            implements Entry {}

    /**
     * What stdout shows.
     *
     * @param json whether it is a JSON document on one line, written here indented
     */
    record Output(boolean json, Text text) {
        static Output of(String stdout) {
            return indented(stdout)
                    .map(lines -> new Output(true, Text.of(lines)))
                    .orElseGet(() -> new Output(false, Text.of(stdout)));
        }

        /** The document in lines; empty where the way back would not lead to the same characters. */
        private static Optional<String> indented(String stdout) {
            if (!stdout.startsWith("{") && !stdout.startsWith("[")) {
                return Optional.empty();
            }
            try {
                JsonNode document = Json.parse(stdout);
                return stdout.equals(Json.compact(document) + "\n")
                        ? Optional.of(Json.pretty(document) + "\n")
                        : Optional.empty();
            } catch (JsonSyntaxException notJson) {
                return Optional.empty();
            }
        }
    }

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
