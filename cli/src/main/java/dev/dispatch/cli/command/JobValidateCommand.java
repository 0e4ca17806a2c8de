package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.Validation;
import dev.dispatch.job.Dependencies;
import dev.dispatch.job.Job;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job validate}: whether a job could run, or every reason why not. */
final class JobValidateCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("job validate", "Check a job without running it; reports every issue at once.");
        spec.addOption(Options.casePath());
        return JobInputs.addTo(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        JobInputs inputs = new JobInputs(invocation);
        String reference = invocation.required(Options.CASE);
        Validation validation = invocation.engine().validate(new JobRequest(reference, inputs.read()));
        return switch (validation) {
            case Validation.Invalid invalid ->
                CommandResult.failure(FillAdvice.add(invalid.problem(), invalid.fillable(), inputs, reference));
            case Validation.Valid valid ->
                valid(valid, inputs, reference, invocation.session().settings().workingDirectory());
        };
    }

    private static CommandResult valid(Validation.Valid valid, JobInputs inputs, String reference, Path folder) {
        ObjectNode document = Json.object();
        document.put("valid", true);
        document.put("casePath", valid.casePath().toString());
        document.set("warnings", Issue.toJson(valid.warnings()));
        return CommandResult.answer(document, page -> write(page, valid, folder), next(valid, inputs, reference));
    }

    /** What a run would be refused for is only a warning here; a run is not advised then. */
    private static List<NextAction> next(Validation.Valid valid, JobInputs inputs, String reference) {
        boolean refused = valid.warnings().stream().anyMatch(Validation::keepsFromRunning);
        Optional<List<String>> again = inputs.again(valid.job());
        if (refused || again.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("job", "run", Options.CASE, reference));
        words.addAll(again.get());
        return List.of(new NextAction(words, "run the job"));
    }

    private static void write(Page page, Validation.Valid valid, Path folder) {
        Job job = valid.job();
        String steps = job.steps().size() == 1 ? "1 step" : job.steps().size() + " steps";
        page.add(Tone.GOOD, "valid")
                .line("  " + job.jobType() + "  " + job.kind().word() + ", " + steps);
        page.line("  " + ShownPath.in(folder, valid.casePath().toString()));
        writeDependencies(page, job.dependencies());
        if (!valid.warnings().isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, Issue.toJson(valid.warnings()));
        }
    }

    private static void writeDependencies(Page page, Dependencies dependencies) {
        if (!dependencies.memory().isEmpty()) {
            page.line("Memory deps:");
            for (Dependencies.NeededMemory needed : dependencies.memory()) {
                page.line("  " + JobNeeds.text(needed));
            }
        }
        if (!dependencies.http().isEmpty()) {
            page.line("HTTP deps:");
            dependencies.http().forEach(needed -> page.line("  http." + needed.path()));
        }
    }
}
