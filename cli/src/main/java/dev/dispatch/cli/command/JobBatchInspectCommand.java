package dev.dispatch.cli.command;

import dev.dispatch.batch.BatchRecord;
import dev.dispatch.batch.BatchStore;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code job batch-inspect}: many runs at a glance. */
final class JobBatchInspectCommand implements Command {

    static final String BATCH_ID = "--batch-id";
    private static final String TOP = "--top";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job batch-inspect", "Look into a batch of runs: how long they took, what failed and why.");
        spec.addOption(Options.required(
                BATCH_ID, "ID|latest|PATH", "a batch id, an unambiguous part of one, latest, or its folder"));
        return spec.addOption(Options.text(TOP, "N", "how many of the slowest runs; default " + BatchRecord.USUAL_TOP));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        int top = invocation.number(TOP, 0, BatchRecord.MOST_TOP, BatchRecord.USUAL_TOP);
        RunStore runs = invocation.engine().runs();
        BatchStore store =
                new BatchStore(runs.root(), invocation.session().settings().workingDirectory());
        BatchRecord batch = store.open(invocation.required(BATCH_ID));
        ObjectNode document = batch.document(top, invocation.extent());
        Path folder = batch.folder();
        boolean here = store.root().equals(folder.getParent());
        return CommandResult.answer(
                document,
                new BatchInspectionText(
                        document, here ? Optional.of(invocation.session().shell()) : Optional.empty()),
                next(batch, document, here));
    }

    private static List<NextAction> next(BatchRecord batch, ObjectNode document, boolean here) {
        List<NextAction> next = new ArrayList<>();
        JsonNode group = document.path("errors").path(0);
        if (here && group.isObject()) {
            next.add(example(group));
        }
        boolean passed =
                document.path("passed").asLong() == document.path("total").asLong()
                        && document.path("remaining").asLong(0) == 0;
        if (batch.state() != BatchRecord.State.RUNNING && !passed) {
            String id = here ? batch.head().batchId() : batch.folder().toString();
            next.add(NextAction.of("run again what did not pass, and only that", "job", "rerun-failed", BATCH_ID, id));
        }
        return next;
    }

    /** To the step of a cause's example. */
    static NextAction example(JsonNode group) {
        return RunSteps.inspect(
                group.path("example").path("runId").asString(""),
                Optional.of(group.path("stepId").asString("")).filter(step -> !step.isEmpty()));
    }
}
