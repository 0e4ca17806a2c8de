package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.PlanReply;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job plan}: what a run would do, without doing it. */
final class JobPlanCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job plan",
                "Show what a run would do, without doing it: its requests, effects, unknown and missing things.");
        spec.addOption(Options.casePath());
        return JobInputs.addTo(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        JobInputs inputs = new JobInputs(invocation);
        String reference = invocation.required(Options.CASE);
        Path folder = invocation.session().settings().workingDirectory();
        return switch (invocation.engine().plan(new JobRequest(reference, inputs.read()))) {
            case PlanReply.Refused refused -> CommandResult.failure(refused.problem());
            case PlanReply.Planned planned -> {
                ObjectNode document = document(planned);
                yield CommandResult.answer(document, new PlanText(document, folder), next(planned, inputs, reference));
            }
        };
    }

    private static ObjectNode document(PlanReply.Planned planned) {
        ObjectNode document = Json.object();
        document.put("ready", planned.missing().isEmpty());
        planned.hash().ifPresent(hash -> document.put("planHash", hash));
        document.put("casePath", planned.casePath().toString());
        document.put("jobType", planned.job().jobType());
        document.put("jobKind", planned.job().kind().word());
        if (planned.job().description() != null) {
            document.put("description", planned.job().description());
        }
        document.setAll(planned.preview());
        document.set("missing", Issue.toJson(planned.missing()));
        document.set("warnings", Issue.toJson(planned.warnings()));
        return document;
    }

    private static List<NextAction> next(PlanReply.Planned planned, JobInputs inputs, String reference) {
        Optional<List<String>> again = inputs.again(planned.job());
        if (planned.hash().isEmpty() || again.isEmpty()) {
            return planned.next();
        }
        List<String> words = new ArrayList<>(List.of("job", "run", Options.CASE, reference));
        words.addAll(again.get());
        words.addAll(List.of(JobRunCommand.PLAN_HASH, planned.hash().get()));
        return List.of(new NextAction(words, "run the job, if the plan is still this one"));
    }
}
