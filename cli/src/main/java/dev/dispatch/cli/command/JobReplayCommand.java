package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.comparison.ComparisonDocument;
import dev.dispatch.comparison.ComparisonRules;
import dev.dispatch.comparison.RunComparison;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.ReplayReply;
import dev.dispatch.engine.RunReply;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.FailedStepDocument;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job replay}: runs a recorded run again and says whether it went the same way; exit code 1 where it did not. */
final class JobReplayCommand implements Command {

    private static final String LIVE = "--live";
    private static final String NOT_RECORDED = "job replay ran, but its record is not complete";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job replay",
                "Run a recorded run again out of its record, without network and without waiting, and compare the two;"
                        + " exit code 1 where they differ.");
        spec.addOption(Options.runId());
        spec.addOption(Options.flag(LIVE, "call the network again, with everything as it is now"));
        return JobInputs.addTo(spec);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Engine engine = invocation.engine();
        String reference = invocation.required(Options.RUN_ID);
        GivenInputs inputs = new JobInputs(invocation).read();
        Session session = invocation.session();
        RunListener progress = session.progress().get();
        boolean live = invocation.flag(LIVE);
        ReplayReply reply = live
                ? engine.replayLive(reference, inputs, progress, session.cancellation())
                : engine.replay(reference, inputs, progress, session.cancellation());
        return switch (reply) {
            case ReplayReply.Refused(var problem) -> CommandResult.failure(problem);
            case ReplayReply.Finished(RunReply.Finished run, RunRecord original) ->
                finished(new FinishedRun(run, invocation.extent()), original, live, invocation);
        };
    }

    private static CommandResult finished(FinishedRun run, RunRecord original, boolean live, Invocation invocation) {
        if (run.reply().recordFault().isPresent()) {
            ObjectNode details = Json.object();
            details.set("result", run.toJson(invocation.version()));
            return CommandResult.failure(run.problem(NOT_RECORDED, details));
        }
        RunRecord again = invocation.engine().runs().open(run.result().runId());
        RunComparison comparison =
                RunComparison.of(again, original, live ? ComparisonRules.usual() : ComparisonRules.ofReplay());
        ObjectNode compared = ComparisonDocument.of(comparison, again, original, false, invocation.extent());
        ObjectNode document = run.toJson(invocation.version());
        document.put("replayOf", original.runId());
        document.put("live", live);
        document.put("matched", comparison.same());
        document.set("comparison", compared);
        return new CommandResult.Answer(
                document,
                page -> {
                    new RunText(run.result(), run.runDir()).writeTo(page);
                    page.line("");
                    new ComparisonText(page).write(compared);
                },
                next(run, original, comparison.same()),
                comparison.same() ? 0 : 1);
    }

    private static List<NextAction> next(FinishedRun run, RunRecord original, boolean same) {
        if (same) {
            return List.of(run.check());
        }
        String runId = run.result().runId();
        List<NextAction> next = new ArrayList<>();
        next.add(NextAction.of(
                "see what differs", "job", "diff", Options.RUN_ID, runId, JobDiffCommand.AGAINST, original.runId()));
        run.result()
                .failedStep()
                .ifPresent(step -> next.add(RunSteps.inspect(runId, Optional.of(FailedStepDocument.reference(step)))));
        return next;
    }
}
