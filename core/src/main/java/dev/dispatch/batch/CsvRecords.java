package dev.dispatch.batch;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.dispatch.json.Position;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the records of a CSV text, the first of which holds the names. */
final class CsvRecords {

    private static final int LONGEST_FIELD = 1024 * 1024;
    private static final int MOST_FIELDS = 1_000;

    /**
     * One record.
     *
     * @param fields null for an empty one that is not quoted; of too many the last are left out
     * @param count of all fields
     * @param bare the first field with a quote where none may stand; -1 for none
     */
    record Fields(int line, List<@Nullable String> fields, int count, int bare) {}

    private final DataText text;
    private final CloseableIterator<Fields> records;
    private int row = -1;
    private int line = 1;

    CsvRecords(DataText text, char separator) {
        this.text = text;
        InputStreamReader reader = new InputStreamReader(
                new ByteArrayInputStream(text.bytes(), text.from(), text.bytes().length - text.from()),
                StandardCharsets.UTF_8);
        records = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(2 * LONGEST_FIELD)
                .build(new Handler(), reader)
                .iterator();
    }

    /** The next one; null behind the last. */
    @Nullable
    Fields next() {
        row++;
        try {
            if (!records.hasNext()) {
                return null;
            }
            Fields fields = records.next();
            line = fields.line();
            if (fields.bare() >= 0) {
                throw text.fault(
                        "has a quote inside of field " + (fields.bare() + 1)
                                + "; expected the whole field in quotes, with \"\" for each quote in it",
                        row,
                        new Position(line, 1));
            }
            return fields;
        } catch (CsvParseException | UncheckedIOException e) {
            throw text.fault(
                    "cannot be read: text follows a closing quote, or a field is longer than 1 MiB",
                    row,
                    new Position(line, 1));
        }
    }

    private static final class Handler extends AbstractBaseCsvCallbackHandler<Fields> {
        private List<@Nullable String> fields = new ArrayList<>();
        private int bare = -1;

        @Override
        protected void handleBegin(long startingLineNumber) {
            fields = new ArrayList<>();
            bare = -1;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (index >= MOST_FIELDS) {
                return;
            }
            if (length > LONGEST_FIELD) {
                throw new CsvParseException("too long");
            }
            String field = new String(buffer, offset, length);
            if (!quoted && bare < 0 && field.indexOf('"') >= 0) {
                bare = index;
            }
            fields.add(length == 0 && !quoted ? null : field);
        }

        @Override
        protected Fields buildRecord() {
            return new Fields((int) getStartingLineNumber(), fields, getFieldCount(), bare);
        }
    }
}
