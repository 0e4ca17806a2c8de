package dev.dispatch.batch;

import dev.dispatch.json.Position;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Shown;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A run for each record of a CSV file whose first line names the inputs. */
final class CsvRows implements Rows {

    private final DataText text;
    private final char separator;
    private final List<String> names;
    private final GivenInputs all;
    private int count;

    private CsvRows(DataText text, char separator, List<String> names, GivenInputs all) {
        this.text = text;
        this.separator = separator;
        this.names = names;
        this.all = all;
    }

    static Rows of(DataText text, GivenInputs all) {
        char separator = separator(text);
        CsvRecords records = new CsvRecords(text, separator);
        CsvRecords.Fields header = records.next();
        CsvRows rows = new CsvRows(text, separator, header == null ? List.of() : names(text, header), all);
        int line = 1;
        for (CsvRecords.Fields fields = records.next(); fields != null; fields = records.next()) {
            rows.count++;
            line = fields.line();
            rows.check(fields);
        }
        checkClosed(text, rows.count, line);
        if (rows.count == 0) {
            throw text.fault("holds names but no rows", 0, new Position(1, 1));
        }
        return rows;
    }

    /** Each field opens and closes its quotes, and no other quotes are taken: one that is left over was not closed. */
    private static void checkClosed(DataText text, int row, int line) {
        boolean open = false;
        for (byte b : text.bytes()) {
            open ^= b == '"';
        }
        if (open) {
            throw text.fault("has a field whose quote is not closed", row, new Position(line, 1));
        }
    }

    /** The one that stands most often in the first line. */
    private static char separator(DataText text) {
        int[] seen = new int[128];
        int end = text.lineEnd(text.from());
        boolean quoted = false;
        for (int i = text.from(); i < end; i++) {
            quoted ^= text.bytes()[i] == '"';
            if (!quoted && text.bytes()[i] > 0) {
                seen[text.bytes()[i]]++;
            }
        }
        char most = seen[';'] > seen[','] ? ';' : ',';
        return seen['\t'] > seen[most] ? '\t' : most;
    }

    private static List<String> names(DataText text, CsvRecords.Fields header) {
        List<String> names = new ArrayList<>();
        for (String field : header.fields()) {
            String name = field == null ? "" : field.strip();
            String fault = name.isEmpty() ? "has no name" : names.contains(name) ? "repeats a name" : "";
            if (!fault.isEmpty()) {
                throw text.fault(
                        "is no CSV with names of inputs in its first line: column " + (names.size() + 1) + " " + fault,
                        0,
                        new Position(header.line(), 1));
            }
            names.add(name);
        }
        if (header.count() > names.size()) {
            throw text.fault("has more than " + names.size() + " columns", 0, new Position(header.line(), 1));
        }
        return List.copyOf(names);
    }

    private void check(CsvRecords.Fields fields) {
        Position at = new Position(fields.line(), 1);
        if (count > MOST) {
            throw text.fault("holds more than " + MOST + " rows", 0, at);
        }
        if (fields.count() < names.size()) {
            throw text.fault(
                    "has no field for '" + Shown.of(names.get(fields.count())) + "'" + counts(fields), count, at);
        }
        if (fields.count() > names.size()) {
            throw text.fault("has a field behind '" + Shown.of(names.getLast()) + "'" + counts(fields), count, at);
        }
    }

    private String counts(CsvRecords.Fields fields) {
        return "; expected " + names.size() + " fields as in the first line, found " + fields.count();
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(count);
    }

    @Override
    public Iterator<Row> iterator() {
        CsvRecords records = new CsvRecords(text, separator);
        records.next();
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return index < count;
            }

            @Override
            public Row next() {
                CsvRecords.@Nullable Fields fields = hasNext() ? records.next() : null;
                if (fields == null) {
                    throw new NoSuchElementException();
                }
                index++;
                return row(index, fields);
            }
        };
    }

    private Row row(int index, CsvRecords.Fields fields) {
        List<GivenInputs.Text> own = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String value = fields.fields().get(i);
            if (value != null) {
                own.add(new GivenInputs.Text(names.get(i), value));
            }
        }
        return new Row(index, DataText.place(index, fields.line()), RowInputs.texts(all, own), fields.line());
    }

    /** A name that the job does not know, and one that the file does not have, are about the first line. */
    @Override
    public Issue placed(Row row, Issue issue) {
        String name = RowInputs.named(issue).orElse("");
        if (name.isEmpty()) {
            return DataText.ofJob(row, issue);
        }
        int column = names.indexOf(name);
        if (issue.code() == IssueCode.UNKNOWN_INPUT || (issue.code() == IssueCode.MISSING_INPUT && column < 0)) {
            return text.placed(issue, 0, field(1, Math.max(0, column)));
        }
        return text.placed(
                issue.saying(row.place() + ": " + issue.message()),
                row.index(),
                field(row.line(), Math.max(0, column)));
    }

    /** Where a field of the record begins that starts on a line. */
    private Position field(int line, int index) {
        int at = text.lineStart(line);
        boolean quoted = false;
        for (int field = 0; at < text.bytes().length && field < index; at++) {
            quoted ^= text.bytes()[at] == '"';
            field += !quoted && text.bytes()[at] == separator ? 1 : 0;
        }
        return text.position(at);
    }
}
