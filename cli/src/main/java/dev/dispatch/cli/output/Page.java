package dev.dispatch.cli.output;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects text for people. Whatever is added has its control characters escaped, so nothing reaches a terminal raw. */
public final class Page {

    private static final int LONGEST_VALUE = 2_000;

    private final Look look;
    private final StringBuilder text = new StringBuilder();

    public Page(Look look) {
        this.look = look;
    }

    public Look look() {
        return look;
    }

    /** Adds to the current line. */
    public Page add(String part) {
        text.append(SafeText.line(part));
        return this;
    }

    public Page add(Tone tone, String part) {
        text.append(look.show(tone, SafeText.line(part)));
        return this;
    }

    public Page end() {
        text.append('\n');
        return this;
    }

    /** Adds a whole line. */
    public Page line(String whole) {
        return add(whole).end();
    }

    /** Adds text of several lines as it is. */
    public Page block(String lines) {
        text.append(SafeText.lines(lines));
        return lines.endsWith("\n") ? this : end();
    }

    /** Adds a document over several lines. */
    public Page document(JsonNode document) {
        text.append(SafeText.json(Json.pretty(document))).append('\n');
        return this;
    }

    /** Adds a document on one line. */
    public Page compact(JsonNode document) {
        text.append(SafeText.json(Json.compact(document))).append('\n');
        return this;
    }

    /** Adds a name and a value as one line; a long value is cut and its length said. */
    public Page value(String indent, String name, JsonNode value) {
        String shown = Json.compact(value);
        add(indent).add(name).add(": ");
        if (shown.length() <= LONGEST_VALUE || look.extent() == Extent.WHOLE) {
            return line(shown);
        }
        return line(shown.substring(0, LONGEST_VALUE) + "… (" + shown.length() + " characters, --full shows all)");
    }

    public Page table(Table table) {
        for (List<Table.Cell> row : table.fit(look.width())) {
            StringBuilder line = new StringBuilder();
            for (Table.Cell cell : row) {
                line.append(
                        cell.tone().isEmpty()
                                ? cell.text()
                                : look.show(cell.tone().get(), cell.text()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return this;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
