package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.RunReply;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job run}: runs a job and records it. */
final class JobRunCommand implements Command {

    private static final String FAILED = "job run failed";
    private static final String INTERRUPTED = "job run was interrupted";
    private static final String NOT_RECORDED = "job run succeeded, but its record is not complete";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job run", "Run a job and record it.");
        spec.addOption(Options.casePath());
        return JobInputs.addTo(spec);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        JobRequest request = new JobRequest(invocation.required(Options.CASE), new JobInputs(invocation).read());
        Session session = invocation.session();
        RunReply reply = invocation.engine().run(request, session.progress().get(), session.cancellation());
        return switch (reply) {
            case RunReply.Refused refused -> CommandResult.failure(refused.problem());
            case RunReply.Finished finished -> finished(new FinishedRun(finished), invocation.version());
        };
    }

    private static CommandResult finished(FinishedRun run, String version) {
        RunText text = new RunText(run.result(), run.reply().runDir());
        if (run.isGood()) {
            NextAction check = NextAction.of(
                    "verify the outcome",
                    "job",
                    "assert",
                    Options.RUN_ID,
                    run.result().runId());
            return CommandResult.answer(run.toJson(version), text, List.of(check));
        }
        ObjectNode details = Json.object();
        details.set("result", run.toJson(version));
        String message = switch (run.result().status()) {
            case SUCCESS -> NOT_RECORDED;
            case FAILED -> FAILED;
            case INTERRUPTED -> INTERRUPTED;
        };
        return new CommandResult.Failure(run.problem(message, details), Optional.of(text));
    }
}
