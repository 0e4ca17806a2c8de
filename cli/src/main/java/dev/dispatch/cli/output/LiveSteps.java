package dev.dispatch.cli.output;

import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.time.Durations;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Progress on a terminal: the list of steps, drawn anew at each event and wiped at the end for the result. */
public final class LiveSteps implements RunListener {

    /** A list that is longer than the window cannot be drawn over. */
    private static final int MOST_LINES = 20;

    /** Every status takes the room of the longest, so that the columns stay where they are. */
    private static final int LONGEST_WORD = "cancelled".length();

    private static final String UP = "\u001b[";
    private static final String TO_START_OF_LINE_ABOVE = "F";
    private static final String WIPE_BELOW = "\u001b[J";

    private final PrintStream terminal;
    private final Look look;
    private final Map<String, List<Table.Cell>> lines = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private int drawn;
    private int current;

    public LiveSteps(PrintStream terminal, Look look) {
        this.terminal = terminal;
        this.look = look;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> {
                // A run may follow another one that filled memory for it.
                lines.clear();
                order.clear();
                current = 0;
                started.steps().forEach(step -> put(step.stepId(), step.action(), "", Tone.FAINT, ""));
                draw();
            }
            case RunEvent.StepEntered entered -> {
                current = Math.max(0, order.indexOf(entered.stepId()));
                put(entered.stepId(), entered.action(), "running", Tone.STRONG, "");
                draw();
            }
            case RunEvent.Progress progress -> {
                List<Table.Cell> before = lines.get(progress.stepId());
                if (before != null) {
                    put(progress.stepId(), before.get(2).text(), "running", Tone.STRONG, progress.message());
                    draw();
                }
            }
            case RunEvent.StepFinished finished -> {
                put(finished.step().stepId(), StepLines.cells(finished.step()));
                draw();
            }
            case RunEvent.RunFinished _ -> {
                terminal.print(wipe());
                terminal.flush();
                drawn = 0;
            }
            case RunEvent.AttemptFailed failed -> {
                List<Table.Cell> before = lines.get(failed.stepId());
                if (before != null) {
                    String next = "attempt " + (failed.attempt() + 1) + " in " + Durations.show(failed.delay());
                    put(failed.stepId(), before.get(2).text(), "running", Tone.STRONG, next);
                    draw();
                }
            }
            case RunEvent.AttemptStarted _, RunEvent.CallStarted _, RunEvent.CallFinished _, RunEvent.Activity _ -> {}
        }
    }

    private void put(String stepId, String action, String word, Tone tone, String detail) {
        put(stepId, StepLines.cells(word, tone, stepId, action, "", detail));
    }

    private void put(String stepId, List<Table.Cell> cells) {
        List<Table.Cell> steady = new ArrayList<>(cells);
        Table.Cell word = cells.getFirst();
        steady.set(
                0,
                new Table.Cell(
                        word.text()
                                + " "
                                        .repeat(Math.max(
                                                0, LONGEST_WORD - word.text().length())),
                        word.tone()));
        if (lines.put(stepId, steady) == null) {
            order.add(stepId);
        }
    }

    private void draw() {
        int from = Math.max(0, Math.min(current - MOST_LINES / 2, order.size() - MOST_LINES));
        List<String> shown = order.subList(from, Math.min(order.size(), from + MOST_LINES));
        Table table = new Table("  ");
        shown.forEach(stepId -> table.row(lines.getOrDefault(stepId, List.of())));
        Page page = new Page(look).table(table);
        terminal.print(wipe() + page);
        terminal.flush();
        drawn = shown.size();
    }

    private String wipe() {
        return drawn == 0 ? "" : UP + drawn + TO_START_OF_LINE_ABOVE + WIPE_BELOW;
    }
}
