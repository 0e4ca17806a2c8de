package dev.dispatch.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of cells under each other. What does not fit the width is cut, the widest columns first; a column that was said to
 * stay whole is not, and in a wrapping table the last column goes on below itself instead.
 */
public final class Table {

    /** A cell; padding goes after the text. */
    public record Cell(String text, Optional<Tone> tone) {}

    private static final int GAP = 2;
    /** No column is made narrower: the longest word for a status still fits. */
    private static final int NARROWEST = 10;
    /** On a narrower terminal a wrapping table would be mostly line ends. */
    private static final int NARROWEST_WRAPPED = 40;

    private final String indent;
    private final List<List<Cell>> rows = new ArrayList<>();
    private int whole = -1;
    private boolean wrapping;

    /**
     * An empty table.
     *
     * @param indent stands before each row
     */
    public Table(String indent) {
        this.indent = indent;
    }

    /** Never cuts this column, such as one of ids: a part of an id is of no use. */
    public Table whole(int column) {
        whole = column;
        return this;
    }

    /** Breaks the last column into lines at its spaces where it does not fit. */
    public Table wrapping() {
        wrapping = true;
        return this;
    }

    public Table row(String... cells) {
        List<Cell> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(plain(cell));
        }
        rows.add(row);
        return this;
    }

    public Table row(List<Cell> cells) {
        List<Cell> row = new ArrayList<>();
        for (Cell cell : cells) {
            row.add(new Cell(SafeText.line(cell.text()), cell.tone()));
        }
        rows.add(row);
        return this;
    }

    public static Cell plain(String text) {
        return new Cell(SafeText.line(text), Optional.empty());
    }

    public static Cell toned(Tone tone, String text) {
        return new Cell(SafeText.line(text), Optional.of(tone));
    }

    /** The lines, none wider than the width where its columns may be cut or broken. */
    List<List<Cell>> fit(int width) {
        int[] widths = widths();
        if (wrapping && width >= NARROWEST_WRAPPED && width < total(widths)) {
            return new WrappedRows(indent, GAP, widths, width).of(rows);
        }
        shrink(widths, width);
        List<List<Cell>> fitted = new ArrayList<>();
        for (List<Cell> row : rows) {
            List<Cell> cells = new ArrayList<>();
            cells.add(plain(indent));
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                String text = TextWidth.cut(cell.text(), widths[i]);
                cells.add(new Cell(text, cell.tone()));
                if (i + 1 < row.size()) {
                    cells.add(plain(" ".repeat(widths[i] - TextWidth.of(text) + GAP)));
                }
            }
            fitted.add(cells);
        }
        return fitted;
    }

    private int[] widths() {
        int columns = 0;
        for (List<Cell> row : rows) {
            columns = Math.max(columns, row.size());
        }
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i).text()));
            }
        }
        return widths;
    }

    private void shrink(int[] widths, int width) {
        if (width == Look.UNLIMITED) {
            return;
        }
        long total = total(widths);
        while (total > width) {
            int widest = whole == 0 && widths.length > 1 ? 1 : 0;
            for (int i = widest + 1; i < widths.length; i++) {
                widest = i != whole && widths[i] >= widths[widest] ? i : widest;
            }
            int spare = widths[widest] - NARROWEST;
            if (spare <= 0) {
                return;
            }
            long cut = Math.min(spare, Math.min(total - width, Math.max(1, spare / 2)));
            widths[widest] -= (int) cut;
            total -= cut;
        }
    }

    private long total(int[] widths) {
        long total = indent.length() + (long) GAP * Math.max(0, widths.length - 1);
        for (int column : widths) {
            total += column;
        }
        return total;
    }
}
