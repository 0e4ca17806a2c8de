package dev.dispatch.cli.output;

import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchResults;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.json.Json;
import java.io.PrintStream;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** A batch for programs while it goes: one event a line, each written at once. */
public final class BatchEvents implements BatchListener {

    private final PrintStream out;
    private final InstantSource clock;
    private String batchId = "";
    private long seq;

    BatchEvents(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void started(BatchHead head) {
        batchId = head.batchId();
        ObjectNode event = event("batch-started");
        event.setAll(head.toJson());
        print(event);
    }

    @Override
    public synchronized void finished(BatchRun run) {
        ObjectNode event = event("run-finished");
        event.put("batchId", batchId);
        event.setAll(BatchResults.toJson(run));
        print(event);
    }

    private ObjectNode event(String type) {
        seq++;
        return Json.object()
                .put("type", type)
                .put("seq", seq)
                .put("at", clock.instant().toString());
    }

    private void print(ObjectNode event) {
        out.print(SafeText.json(Json.compact(event)) + "\n");
        out.flush();
    }
}
