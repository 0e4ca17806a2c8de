package dev.dispatch.cli.output;

import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How the steps of a job are laid out below each other: those of a block indented, those of {@code finally} last. */
public final class StepTree {

    private static final String FINALLY = "!f/";
    private static final String INDENT = "  ";

    private final Table table;
    private boolean inFinally;

    public StepTree(Table table) {
        this.table = table;
    }

    /** Adds a row whose second cell is the step's name, which gets its indentation. */
    public void row(String path, List<Table.Cell> cells) {
        if (!inFinally && path.startsWith(FINALLY)) {
            inFinally = true;
            table.row("", "finally");
        }
        List<Table.Cell> indented = new ArrayList<>(cells);
        Table.Cell name = cells.get(1);
        int depth = Places.depth(path) + (inFinally ? 1 : 0);
        indented.set(1, new Table.Cell(INDENT.repeat(depth) + name.text(), name.tone()));
        table.row(indented);
    }

    /** Such as {@code 50 passes, 2 failed}; the form of {@code passes} in documents. */
    public static String passes(JsonNode passes) {
        int total = passes.path("total").asInt(0);
        StringBuilder text = new StringBuilder().append(total).append(total == 1 ? " pass" : " passes");
        append(text, passes, "failed", "failed");
        append(text, passes, "skipped", "skipped");
        append(text, passes, "cancelled", "cancelled");
        append(text, passes, "notRun", "not run");
        return text.toString();
    }

    /** Such as {@code 3 attempts}; empty for a step that was not tried again. */
    public static String attempts(String path) {
        int number = Places.attempt(path);
        return number < 2 ? "" : number + " attempts";
    }

    private static void append(StringBuilder text, JsonNode passes, String member, String word) {
        int count = passes.path(member).asInt(0);
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(word);
        }
    }
}
