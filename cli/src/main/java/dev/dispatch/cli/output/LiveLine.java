package dev.dispatch.cli.output;

import dev.dispatch.run.RunEvent;
import dev.dispatch.run.StepReport;
import dev.dispatch.run.StepStatus;
import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;

/** The line of one step in the live list: waiting, running, ended; of a step in a loop how often it was executed by now. */
final class LiveLine {

    /** Every status takes the room of the longest, so that the columns stay where they are. */
    private static final int LONGEST_WORD = "cancelled".length();

    private static final String BLOCK_INDENT = "  ";
    private static final int UNKNOWN = -1;

    private final String name;
    private final String action;
    private final boolean loops;
    private int items = UNKNOWN;
    private int passes;
    private int failed;
    private List<Table.Cell> cells;

    LiveLine(RunEvent.PlannedStep step) {
        this.name = BLOCK_INDENT.repeat(step.depth()) + step.stepId();
        this.action = step.action();
        this.loops = step.loops();
        this.cells = steady(StepLines.cells("", Tone.FAINT, name, action, "", ""));
    }

    /** Whether the step is executed more than once. */
    boolean loops() {
        return loops;
    }

    List<Table.Cell> cells() {
        return cells;
    }

    void entered(RunEvent.StepEntered entered) {
        if (entered.items() != null && !isInLoop(entered.path())) {
            items = entered.items().size();
        }
        running(loops ? counted() : "");
    }

    void said(String message) {
        running(loops ? counted() : message);
    }

    void attemptFailed(RunEvent.AttemptFailed attempt) {
        said("attempt " + (attempt.attempt() + 1) + " in " + Times.show(attempt.delay()) + ", since "
                + attempt.failure().message());
    }

    void finished(StepReport report) {
        if (!isInLoop(report.path())) {
            cells = steady(StepLines.cells(report, name));
        } else if (report.passes() == null) {
            passes++;
            failed += report.outcome().status() == StepStatus.FAILED ? 1 : 0;
            running(counted());
        }
    }

    static boolean isInLoop(String path) {
        return path.indexOf('[') >= 0;
    }

    private String counted() {
        String count =
                items == UNKNOWN ? passes + (passes == 1 ? " pass" : " passes") : passes + "/" + items + " items";
        return failed == 0 ? count : count + ", " + failed + " failed";
    }

    private void running(String detail) {
        cells = steady(StepLines.cells("running", Tone.STRONG, name, action, "", detail));
    }

    private static List<Table.Cell> steady(List<Table.Cell> cells) {
        List<Table.Cell> steady = new ArrayList<>(cells);
        Table.Cell word = cells.getFirst();
        String room = " ".repeat(Math.max(0, LONGEST_WORD - word.text().length()));
        steady.set(0, new Table.Cell(word.text() + room, word.tone()));
        return steady;
    }
}
