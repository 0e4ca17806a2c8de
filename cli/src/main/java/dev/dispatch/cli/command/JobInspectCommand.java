package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code job inspect}: a run at a glance, or one of its steps. */
final class JobInspectCommand implements Command {

    private static final String SHOW_CURL = "--show-curl";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job inspect", "Look into a run, or into one of its steps.");
        spec.addOption(Options.runId());
        spec.addOption(Options.text(
                RunSteps.STEP,
                "ID|N|ID[ITEM]",
                "a step by its id or its number, from 1, or a pass of its loop, from 0"));
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
        JsonNode step = document.path("step");
        String shown = step.path("pass").asString(step.path("id").asString(""));
        if (failed.isPresent() && !failed.get().equals(shown)) {
            next.add(RunSteps.inspect(run.runId(), failed));
        }
        pass(step)
                .filter(pass -> !pass.equals(failed.orElse("")))
                .ifPresent(pass -> next.add(NextAction.of(
                        "see one of its passes", "job", "inspect", Options.RUN_ID, run.runId(), RunSteps.STEP, pass)));
        if (document.path("totalCalls").asInt(0) > 0) {
            next.add(RunSteps.readable(run.runId()));
        }
        return next;
    }

    /** Of a step in a loop the execution to look at: the one that failed first, else that of the first item. */
    private static Optional<String> pass(JsonNode step) {
        JsonNode passes = step.path("passes");
        if (passes.path("total").asInt(0) == passes.path("notRun").asInt(0)) {
            return Optional.empty();
        }
        String path = step.path("path").asString("");
        String first = path.contains("[*]")
                ? path.replace("[*]", "[0]")
                : step.path("id").asString("") + "[0]";
        return Optional.of(step.path("firstFailedPass").path("step").asString(first));
    }
}
