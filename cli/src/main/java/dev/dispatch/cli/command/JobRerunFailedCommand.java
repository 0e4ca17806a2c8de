package dev.dispatch.cli.command;

import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchRecord;
import dev.dispatch.batch.BatchStore;
import dev.dispatch.batch.Rows;
import dev.dispatch.batch.RowsFile;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.engine.BatchRequest;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code job rerun-failed}: runs again what a batch did not bring to a good end, and only that. */
final class JobRerunFailedCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job rerun-failed", "Run again the runs of a batch that failed, were cut off or never started.");
        spec.addOption(Options.required(
                JobBatchInspectCommand.BATCH_ID,
                "ID|latest|PATH",
                "a batch id, an unambiguous part of one, latest, or its folder"));
        JobInputs.addInputTo(spec, "an input of all these runs; what was secret has to be given again");
        spec.addOption(Options.flag(FillAdvice.RESOLVE, "first run the jobs that fill what memory lacks"));
        return BatchOptions.addTo(spec);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        BatchOptions options = new BatchOptions(invocation);
        BatchStore store = new BatchStore(
                invocation.engine().runs().root(),
                invocation.session().settings().workingDirectory());
        BatchRecord batch = store.open(invocation.required(JobBatchInspectCommand.BATCH_ID));
        BatchHead head = batch.head();
        Integer count = head.count();
        if (batch.state() == BatchRecord.State.RUNNING || count == null) {
            String why = count == null ? "it had no end, so that no run of it is missing" : "it still goes on";
            return CommandResult.failure(Problem.of(
                    ProblemCode.USAGE_ERROR, "The batch " + head.batchId() + " cannot be run again: " + why));
        }
        GivenInputs given = new GivenInputs(new JobInputs(invocation).texts(), Json.object());
        Rows rows = RowsFile.read(batch.folder(), count, batch.notPassed(), given);
        if (rows.count().orElse(0) == 0) {
            return CommandResult.failure(
                    Problem.of(ProblemCode.USAGE_ERROR, "All runs of the batch " + head.batchId() + " have passed")
                            .next(List.of(NextAction.of(
                                    "see where the time went",
                                    "job",
                                    "batch-inspect",
                                    JobBatchInspectCommand.BATCH_ID,
                                    head.batchId()))));
        }
        JobRequest job = new JobRequest(head.casePath(), given, invocation.flag(FillAdvice.RESOLVE), null);
        BatchRequest request = new BatchRequest(
                job,
                rows,
                "what did not pass of " + head.batchId(),
                options.settings(),
                options.recording(),
                head.batchId());
        return options.run(request, refused -> CommandResult.failure(refused.problem()));
    }
}
