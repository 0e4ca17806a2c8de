package dev.dispatch.cli.output;

import dev.dispatch.run.CallRecord;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.StepReport;
import dev.dispatch.time.Times;
import java.io.PrintStream;

/** Progress where there is no terminal: a line for each step that ended; of a loop for all of it. */
public final class StepProgress implements RunListener {

    private final PrintStream stream;
    private final Look look;
    private final boolean verbose;

    /**
     * Progress on a stream.
     *
     * @param verbose whether a step's start, its HTTP calls and what it logs are shown too
     */
    public StepProgress(PrintStream stream, Look look, boolean verbose) {
        this.stream = stream;
        this.look = look;
        this.verbose = verbose;
    }

    @Override
    public void on(RunEvent event) {
        Page page = new Page(look);
        switch (event) {
            case RunEvent.StepFinished finished -> write(page, finished.step());
            case RunEvent.AttemptFailed failed
            when verbose -> {
                String next = "attempt " + (failed.attempt() + 1) + " in " + Times.show(failed.delay());
                page.line("  " + failed.failure().message() + "; " + next);
            }
            case RunEvent.StepEntered entered
            when verbose -> page.line("start  " + name(entered.stepId(), entered.path()) + "  " + entered.action());
            case RunEvent.CallFinished finished when verbose -> write(page, finished.call());
            case RunEvent.Activity activity when verbose -> page.line("  " + activity.line());
            case RunEvent.Progress progress when verbose -> page.line("  " + progress.message());
            case RunEvent.RunStarted _,
                    RunEvent.StepEntered _,
                    RunEvent.AttemptStarted _,
                    RunEvent.Observed _,
                    RunEvent.AttemptFailed _,
                    RunEvent.CallStarted _,
                    RunEvent.CallFinished _,
                    RunEvent.Activity _,
                    RunEvent.Progress _,
                    RunEvent.RunFinished _ -> {}
        }
        if (!page.isEmpty()) {
            stream.print(page);
            stream.flush();
        }
    }

    /** A step that never started is told by the result, and a pass of a loop by the line of the loop. */
    private void write(Page page, StepReport step) {
        if (step.startedAt() != null && (verbose || !LiveLine.isInLoop(step.path()))) {
            page.table(new Table("").row(StepLines.cells(step, name(step.stepId(), step.path()))));
        }
    }

    /** Inside a loop the whole path without the attempt, since its items have to be told apart. */
    private static String name(String stepId, String path) {
        return LiveLine.isInLoop(path) ? path.substring(0, path.lastIndexOf('#')) : stepId;
    }

    private static void write(Page page, CallRecord call) {
        String answer = call.status() == null ? String.valueOf(call.error()) : String.valueOf(call.status());
        long millis = call.endedAt().toEpochMilli() - call.startedAt().toEpochMilli();
        page.line("  " + call.method() + " " + call.url() + "  " + answer + "  " + Times.show(millis));
    }
}
