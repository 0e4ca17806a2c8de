package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.engine.ResumeReply;
import dev.dispatch.engine.ResumeRequest;
import dev.dispatch.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job resume}: continues a run that did not come to a good end. */
final class JobResumeCommand implements Command {

    private static final String FORCE = "--force";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job resume", "Continue a run at the first step that did not finish.");
        spec.addOption(Options.runId());
        spec.addOption(Options.flag(FORCE, "do again what is not known to be safe to repeat"));
        return JobInputs.addTo(spec);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public CommandResult run(Invocation invocation) {
        ResumeRequest request = new ResumeRequest(
                invocation.required(Options.RUN_ID), new JobInputs(invocation).read(), invocation.flag(FORCE));
        Session session = invocation.session();
        ResumeReply reply =
                invocation.engine().resume(request, session.progress().get(), session.cancellation());
        return switch (reply) {
            case ResumeReply.Refused(var problem) -> CommandResult.failure(problem);
            case ResumeReply.Finished finished ->
                finished(finished, new FinishedRun(finished.run(), invocation.extent()), invocation);
        };
    }

    private static CommandResult finished(ResumeReply.Finished resumed, FinishedRun run, Invocation invocation) {
        RunText ran = new RunText(run.result(), run.runDir());
        Rendering text = page -> {
            page.line(taken(resumed));
            ran.writeTo(page);
        };
        ObjectNode document = run.toJson(invocation.version());
        document.set("resumed", Json.object().put("steps", resumed.steps()).put("calls", resumed.calls()));
        return run.answer("job resume", document, text, invocation.engine());
    }

    private static String taken(ResumeReply.Finished resumed) {
        return "from the record: " + Counted.of(resumed.steps(), resumed.steps(), "step") + ", "
                + Counted.of(resumed.calls(), resumed.calls(), "answered call");
    }
}
