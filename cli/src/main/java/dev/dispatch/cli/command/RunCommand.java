package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.engine.ActionRequest;
import dev.dispatch.engine.RunReply;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepFailure;
import dev.dispatch.run.StepOutput;
import dev.dispatch.run.StepReport;
import dev.dispatch.time.Times;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code run MODULE.ACTION}: runs one action without a job and records it. */
final class RunCommand implements Command {

    private static final String BASE_URL = "--base-url";
    private static final String HEADER = "--header";
    private static final String CREDENTIAL = "--credential";
    private static final String CREDENTIAL_FORM = "FIELD=ENV";
    /** The file of the record that holds the whole of a value. */
    private static final String STEPS = "step-results.json";

    private static final String NOT_RECORDED = "the action succeeded, but its record is not complete";
    private static final String INTERRUPTED = "the action was interrupted";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("run", "Run one action without a job and record it.");
        spec.addPositional(Options.argument("MODULE.ACTION", "the action (see module list)"));
        JobInputs.addInputTo(spec, "a member of the payload, typed by the action's schema (JSON for object and array)");
        spec.addOption(Options.text(BASE_URL, "URL", "base URL instead of the module's own"));
        spec.addOption(Options.repeated(HEADER, "NAME=VALUE", "a header of each request"));
        return spec.addOption(Options.repeated(
                CREDENTIAL, CREDENTIAL_FORM, "environment variable that holds a field of the credential"));
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String action = invocation.argument();
        ActionRequest request = new ActionRequest(
                action,
                new GivenInputs(new JobInputs(invocation).texts(), Json.object()),
                invocation.text(BASE_URL).orElse(null),
                Pairs.map(invocation, HEADER),
                Pairs.map(invocation, CREDENTIAL, CREDENTIAL_FORM));
        Session session = invocation.session();
        // A single step needs no list of steps while it goes: its line is the result.
        RunReply reply = invocation.engine().runAction(request, event -> {}, session.cancellation());
        return switch (reply) {
            case RunReply.Refused refused -> CommandResult.failure(refused.problem());
            case RunReply.Finished finished ->
                finished(new FinishedRun(finished, invocation.extent()), action, invocation.version());
        };
    }

    private static CommandResult finished(FinishedRun run, String action, String version) {
        StepOutput output = output(run);
        ObjectNode document = Json.object();
        if (run.isGood()) {
            document.put("cliVersion", version).put("action", action).put("status", "SUCCESS");
        } else {
            document.put("action", action);
        }
        document.put("runId", run.result().runId());
        run.runDir().ifPresent(folder -> document.put("runDir", folder.toString()));
        if (output.response() != null) {
            document.set("response", run.extent().value(output.response(), STEPS));
        }
        if (!run.isGood()) {
            Rendering text = page -> write(page, run, action, output);
            return new CommandResult.Failure(run.problem(message(run), document), Optional.of(text));
        }
        if (output.exports() != null) {
            document.set("exports", run.extent().value(output.exports(), STEPS));
        }
        if (output.detail() != null) {
            document.put("detail", output.detail());
        }
        return CommandResult.answer(
                document,
                page -> write(page, run, action, output),
                List.of(RunSteps.readable(run.result().runId())));
    }

    private static StepOutput output(FinishedRun run) {
        List<StepReport> steps = run.result().steps();
        return steps.isEmpty() ? StepOutput.NONE : steps.getFirst().outcome().output();
    }

    private static String message(FinishedRun run) {
        return switch (run.result().status()) {
            case SUCCESS -> NOT_RECORDED;
            case INTERRUPTED -> INTERRUPTED;
            case FAILED -> run.cause().map(StepFailure::message).orElse("the action failed");
        };
    }

    private static void write(Page page, FinishedRun run, String action, StepOutput output) {
        RunStatus status = run.result().status();
        page.add(RunText.tone(status), status.name()).add("  " + action + "  ");
        page.line(Times.show(run.result().duration()) + (output.detail() == null ? "" : "  " + output.detail()));
        if (output.exports() != null && !output.exports().isEmpty()) {
            page.line("exports:");
            output.exports().properties().forEach(export -> page.value("  ", export.getKey(), export.getValue()));
        }
        if (output.response() != null) {
            page.value("", "response", output.response());
        }
        page.line("record: " + run.runDir().map(Path::toString).orElse("none"));
    }
}
