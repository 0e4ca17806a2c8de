package dev.dispatch.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose last column is broken into lines. It begins where at most half of the width is taken by the columns before;
 * a row whose first columns are longer has them on a line of their own.
 */
final class WrappedRows {

    private static final int STEP = 4;

    private final String indent;
    private final int gap;
    private final int[] widths;
    private final int width;

    /**
     * For one table.
     *
     * @param gap columns between two cells
     * @param widths of the table's columns
     * @param width of the terminal
     */
    WrappedRows(String indent, int gap, int[] widths, int width) {
        this.indent = indent;
        this.gap = gap;
        this.widths = widths;
        this.width = width;
    }

    /** The lines, each of them cells and the spaces between. */
    List<List<Table.Cell>> of(List<List<Table.Cell>> rows) {
        int start = start(rows);
        List<List<Table.Cell>> lines = new ArrayList<>();
        for (List<Table.Cell> row : rows) {
            add(row, start, lines);
        }
        return lines;
    }

    private void add(List<Table.Cell> row, int start, List<List<Table.Cell>> lines) {
        List<Table.Cell> line = new ArrayList<>();
        line.add(Table.plain(indent));
        int at = indent.length();
        for (int i = 0; i + 1 < row.size(); i++) {
            Table.Cell cell = row.get(i);
            line.add(cell);
            boolean padded = i + 2 < row.size();
            at += padded ? widths[i] + gap : TextWidth.of(cell.text());
            if (padded) {
                line.add(Table.plain(" ".repeat(widths[i] - TextWidth.of(cell.text()) + gap)));
            }
        }
        Table.Cell last = row.getLast();
        List<String> parts = TextWidth.lines(last.text(), width - start);
        if (row.size() > 1 && at + gap > start) {
            lines.add(line);
            line = new ArrayList<>();
            at = 0;
        }
        for (String part : parts) {
            line.add(Table.plain(" ".repeat(Math.max(0, start - at))));
            line.add(new Table.Cell(part, last.tone()));
            lines.add(line);
            line = new ArrayList<>();
            at = 0;
        }
    }

    /** Where the last column begins. */
    private int start(List<List<Table.Cell>> rows) {
        int start = indent.length() + STEP;
        for (List<Table.Cell> row : rows) {
            int before = indent.length();
            for (int i = 0; i + 1 < row.size(); i++) {
                before += gap
                        + (i + 2 < row.size()
                                ? widths[i]
                                : TextWidth.of(row.get(i).text()));
            }
            start = before <= width / 2 ? Math.max(start, before) : start;
        }
        return start;
    }
}
