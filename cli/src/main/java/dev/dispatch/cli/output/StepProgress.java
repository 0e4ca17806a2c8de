package dev.dispatch.cli.output;

import dev.dispatch.run.CallRecord;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import java.io.PrintStream;

/** Progress where there is no terminal: a line for each step that ended. */
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
            case RunEvent.StepFinished finished -> {
                // A step that never started is told by the result.
                if (finished.step().startedAt() != null) {
                    page.table(new Table("").row(StepLines.cells(finished.step())));
                }
            }
            case RunEvent.StepEntered entered
            when verbose -> page.line("start  " + entered.stepId() + "  " + entered.action());
            case RunEvent.AttemptFailed failed
            when verbose ->
                page.line("  attempt " + failed.attempt() + " of " + failed.stepId() + " failed: "
                        + failed.failure().message());
            case RunEvent.CallFinished finished when verbose -> write(page, finished.call());
            case RunEvent.Activity activity when verbose -> page.line("  " + activity.line());
            case RunEvent.Progress progress when verbose -> page.line("  " + progress.message());
            case RunEvent.RunStarted _,
                    RunEvent.StepEntered _,
                    RunEvent.AttemptStarted _,
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

    private static void write(Page page, CallRecord call) {
        String answer = call.status() == null ? String.valueOf(call.error()) : String.valueOf(call.status());
        long millis = call.endedAt().toEpochMilli() - call.startedAt().toEpochMilli();
        page.line("  " + call.method() + " " + call.url() + "  " + answer + "  " + Times.show(millis));
    }
}
