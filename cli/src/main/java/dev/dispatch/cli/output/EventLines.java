package dev.dispatch.cli.output;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import java.io.PrintStream;

/** A run for programs while it goes: one event a line, each written at once. Whoever reads slowly slows down the run. */
final class EventLines implements RunListener {

    private static final int LONGEST_TEXT = 1_000;

    private final PrintStream out;
    private final EventDocument document;
    private String runId = "";
    private long seq;

    EventLines(PrintStream out, Extent extent) {
        this.out = out;
        this.document = new EventDocument(extent == Extent.WHOLE ? Integer.MAX_VALUE : LONGEST_TEXT);
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            runId = started.runId();
        }
        seq++;
        out.print(SafeText.json(Json.compact(document.of(event, seq, runId))) + "\n");
        out.flush();
    }
}
