package dev.dispatch.cli.output;

import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Progress on a terminal: the list of steps, drawn anew as things happen and wiped at the end for the result. Steps of a
 * block stand further in, and a step in a loop has one line that counts.
 */
public final class LiveSteps implements RunListener {

    /** A list that is longer than the window cannot be drawn over. */
    private static final int MOST_LINES = 20;

    /** What happens in a loop happens faster than anybody reads. */
    private static final Duration BETWEEN_PASSES = Duration.ofMillis(100);

    private static final String UP = "\u001b[";
    private static final String TO_START_OF_LINE_ABOVE = "F";
    private static final String WIPE_BELOW = "\u001b[J";

    private final PrintStream terminal;
    private final Look look;
    private final Map<String, LiveLine> lines = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private Instant drawnAt = Instant.EPOCH;
    private int drawn;
    private int current;

    public LiveSteps(PrintStream terminal, Look look) {
        this.terminal = terminal;
        this.look = look;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> start(started);
            case RunEvent.StepEntered entered -> {
                current = Math.max(0, order.indexOf(entered.stepId()));
                change(event.at(), entered.stepId(), entered.path(), line -> line.entered(entered));
            }
            case RunEvent.AttemptFailed failed ->
                change(event.at(), failed.stepId(), failed.path(), line -> line.attemptFailed(failed));
            case RunEvent.Progress progress ->
                change(event.at(), progress.stepId(), "", line -> line.said(progress.message()));
            case RunEvent.StepFinished finished ->
                change(
                        event.at(),
                        finished.step().stepId(),
                        finished.step().path(),
                        line -> line.finished(finished.step()));
            case RunEvent.RunFinished _ -> {
                terminal.print(wipe());
                terminal.flush();
                drawn = 0;
            }
            case RunEvent.AttemptStarted _,
                    RunEvent.Observed _,
                    RunEvent.CallStarted _,
                    RunEvent.CallFinished _,
                    RunEvent.Activity _ -> {}
        }
    }

    /** A run may follow another one that filled memory for it. */
    private void start(RunEvent.RunStarted started) {
        lines.clear();
        order.clear();
        current = 0;
        for (RunEvent.PlannedStep step : started.steps()) {
            lines.put(step.stepId(), new LiveLine(step));
            order.add(step.stepId());
        }
        draw(started.at());
    }

    /** @param path of the execution; empty where it is not known */
    private void change(Instant at, String stepId, String path, Consumer<LiveLine> change) {
        LiveLine line = lines.get(stepId);
        if (line == null) {
            return;
        }
        change.accept(line);
        boolean fast = path.isEmpty() ? line.loops() : LiveLine.isInLoop(path);
        if (!fast || !at.isBefore(drawnAt.plus(BETWEEN_PASSES))) {
            draw(at);
        }
    }

    private void draw(Instant at) {
        int from = Math.max(0, Math.min(current - MOST_LINES / 2, order.size() - MOST_LINES));
        List<String> shown = order.subList(from, Math.min(order.size(), from + MOST_LINES));
        Table table = new Table("  ");
        for (String stepId : shown) {
            LiveLine line = lines.get(stepId);
            table.row(line == null ? List.of() : line.cells());
        }
        Page page = new Page(look).table(table);
        terminal.print(wipe() + page);
        terminal.flush();
        drawn = shown.size();
        drawnAt = at;
    }

    private String wipe() {
        return drawn == 0 ? "" : UP + drawn + TO_START_OF_LINE_ABOVE + WIPE_BELOW;
    }
}
