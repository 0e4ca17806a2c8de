package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job inspect}: a run at a glance, or one of its steps. */
final class JobInspectCommand implements Command {

    private static final String SHOW_CURL = "--show-curl";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job inspect", "Look into a run, or into one of its steps.");
        spec.addOption(Options.runId());
        spec.addOption(Options.text(RunSteps.STEP, "ID|N", "a step by its id or its number, from 1"));
        return spec.addOption(Options.flag(SHOW_CURL, "show requests as curl commands, secrets redacted"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Optional<String> step = invocation.text(RunSteps.STEP);
        ObjectNode document = Inspection.document(run, step, invocation.flag(SHOW_CURL), invocation.extent());
        return CommandResult.answer(document, new InspectionText(document), next(run, document));
    }

    private static List<NextAction> next(RunRecord run, ObjectNode document) {
        List<NextAction> next = new ArrayList<>();
        Optional<String> failed = RunSteps.failedStep(document.path("summary"));
        String shown = document.path("step").path("id").asString("");
        if (failed.isPresent() && !failed.get().equals(shown)) {
            next.add(RunSteps.inspect(run.runId(), failed));
        }
        if (document.path("totalCalls").asInt(0) > 0) {
            next.add(RunSteps.readable(run.runId()));
        }
        return next;
    }
}
