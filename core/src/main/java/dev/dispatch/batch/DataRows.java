package dev.dispatch.batch;

import dev.dispatch.json.Position;
import dev.dispatch.plan.GivenInputs;
import org.jspecify.annotations.Nullable;

/** A run for each row of a file. */
public final class DataRows {

    /** The most bytes that are read. */
    public static final int MOST_BYTES = 256 * 1024 * 1024;

    /** How rows are written. */
    public enum Format {
        /** RFC 4180, with names in the first line, parted by commas, semicolons or tabs. */
        CSV,
        /** A JSON object a line. */
        JSON_LINES
    }

    private DataRows() {}

    /**
     * The rows of a file, which is gone through once here.
     *
     * @param name of the file, for messages
     * @param bytes its content, which nobody may change from here on
     * @param format null to recognise it by its first character: a brace begins JSON Lines
     * @param all what is given for all runs; a row's value of the same name wins
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for no rows, or with file, row, line and column
     */
    public static Rows of(String name, byte[] bytes, @Nullable Format format, GivenInputs all) {
        DataText text = DataText.of(name, bytes);
        int first = first(text);
        if (first == bytes.length) {
            throw text.fault("is empty; expected rows of CSV or JSON Lines", 0, new Position(1, 1));
        }
        Format found = format == null ? bytes[first] == '{' ? Format.JSON_LINES : Format.CSV : format;
        if (bytes[first] == '[') {
            throw text.fault("begins with a list; expected a JSON object on each line", 0, text.position(first));
        }
        return switch (found) {
            case CSV -> CsvRows.of(text, all);
            case JSON_LINES -> JsonLinesRows.of(text, all);
        };
    }

    private static int first(DataText text) {
        int at = text.from();
        while (at < text.bytes().length && text.bytes()[at] >= 0 && Character.isWhitespace(text.bytes()[at])) {
            at++;
        }
        return at;
    }
}
