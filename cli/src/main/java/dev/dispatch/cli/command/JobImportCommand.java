package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.engine.ImportedJob;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.transfer.ImportedRun;
import dev.dispatch.transfer.RunImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job import}: takes a job file or the bundle of a run from elsewhere into the workspace. */
final class JobImportCommand implements Command {

    private static final String FILE = "--file";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job import",
                "Copy a job file into jobs/imported/ of the workspace, or the run of a bundle to its runs; nothing is replaced.");
        return spec.addOption(Options.required(FILE, "PATH", "the job file, or a bundle that job bundle made"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Path file = invocation.path(FILE, invocation.required(FILE));
        if (RunImport.isBundle(file)) {
            return run(invocation.engine().importRun(file), file, invocation);
        }
        ImportedJob job = invocation.engine().importJob(file);
        ObjectNode document = Json.object();
        document.put("imported", job.path().toString());
        document.put("source", file.toString());
        document.put("change", job.added() ? "added" : "unchanged");
        document.set("warnings", Issue.toJson(job.warnings()));
        Path folder = invocation.session().settings().workingDirectory();
        return CommandResult.answer(document, page -> write(page, document, folder), List.of(next(job)));
    }

    private static CommandResult run(ImportedRun run, Path file, Invocation invocation) {
        ObjectNode document = Json.object();
        document.put("imported", run.runDir().toString());
        document.put("runId", run.runId());
        document.put("source", file.toString());
        document.put("change", run.added() ? "added" : "unchanged");
        document.set("warnings", Json.array());
        Path folder = invocation.session().settings().workingDirectory();
        return CommandResult.answer(
                document,
                page -> write(page, document, folder),
                List.of(RunSteps.inspect(run.runId(), Optional.empty())));
    }

    /** A job that is known to be faulty is mended before it is checked. */
    private static NextAction next(ImportedJob job) {
        return job.warnings().isEmpty()
                ? NextAction.of(
                        "check the job",
                        "job",
                        "validate",
                        Options.CASE,
                        job.path().toString())
                : NextAction.of("show what a job file may hold", "schema", "case", "--print");
    }

    private static void write(Page page, ObjectNode document, Path folder) {
        page.add(Tone.GOOD, document.path("change").asString(""))
                .line("  " + ShownPath.in(folder, document.path("imported").asString("")));
        if (!document.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, document.path("warnings"));
        }
    }
}
