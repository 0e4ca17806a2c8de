package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** A run for each line of JSON; blank lines count for nothing. */
final class JsonLinesRows implements Rows {

    private static final int LONGEST = 16 * 1024 * 1024;

    private final DataText text;
    private final GivenInputs all;
    private final int count;

    private JsonLinesRows(DataText text, GivenInputs all, int count) {
        this.text = text;
        this.all = all;
        this.count = count;
    }

    static Rows of(DataText text, GivenInputs all) {
        int count = 0;
        Lines lines = new Lines(text);
        while (lines.next()) {
            count++;
            if (count > MOST) {
                throw text.fault("holds more than " + MOST + " rows", 0, new Position(lines.line, 1));
            }
            if (lines.end - lines.start > LONGEST) {
                throw text.fault("is longer than " + (LONGEST >> 20) + " MiB", count, new Position(lines.line, 1));
            }
        }
        return new JsonLinesRows(text, all, count);
    }

    /** Goes from one line that is not blank to the next. */
    private static final class Lines {
        private final DataText text;
        private int start;
        private int end = -1;
        private int line;

        Lines(DataText text) {
            this.text = text;
        }

        boolean next() {
            while (true) {
                start = end < 0 ? text.from() : text.nextLine(end);
                if (start >= text.bytes().length) {
                    return false;
                }
                end = text.lineEnd(start);
                line++;
                for (int i = start; i < end; i++) {
                    if (text.bytes()[i] != ' ' && text.bytes()[i] != '\t') {
                        return true;
                    }
                }
            }
        }
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(count);
    }

    @Override
    public Iterator<Row> iterator() {
        Lines lines = new Lines(text);
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return index < count;
            }

            @Override
            public Row next() {
                if (!hasNext() || !lines.next()) {
                    throw new NoSuchElementException();
                }
                index++;
                ObjectNode own = object(text.text(lines.start, lines.end), index, lines.line);
                return new Row(index, DataText.place(index, lines.line), RowInputs.values(all, own), lines.line);
            }
        };
    }

    private ObjectNode object(String written, int row, int line) {
        JsonSource source;
        try {
            source = JsonSource.unplaced(written);
        } catch (JsonSyntaxException e) {
            throw text.fault(
                    "is not a JSON object on one line: " + e.getMessage(),
                    row,
                    new Position(line, e.position().column()));
        }
        if (!source.duplicates().isEmpty()) {
            JsonSource.Duplicate twice = JsonSource.read(written).duplicates().getFirst();
            throw text.fault(
                    "gives '" + twice.pointer().dotted() + "' more than once",
                    row,
                    new Position(line, twice.position().column()));
        }
        if (source.root() instanceof ObjectNode object) {
            return object;
        }
        throw text.fault(
                "is " + Json.typeOf(source.root()) + "; expected a JSON object with inputs by name",
                row,
                new Position(line, 1));
    }

    @Override
    public Issue placed(Row row, Issue issue) {
        return RowInputs.named(issue)
                .map(name -> {
                    int start = text.lineStart(row.line());
                    int column = JsonSource.read(text.text(start, text.lineEnd(start)))
                            .position(Pointer.ROOT.child(name))
                            .map(Position::column)
                            .orElse(1);
                    Issue said = issue.saying(row.place() + ": " + issue.message());
                    return text.placed(said, row.index(), new Position(row.line(), column));
                })
                .orElseGet(() -> DataText.ofJob(row, issue));
    }
}
