package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.RedactedPlaces;
import dev.dispatch.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job export}: writes the job of a run as a file again. */
final class JobExportCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("job export", "Write the job file of a run, as the record keeps it.");
        spec.addOption(Options.runId());
        spec.addOption(Options.required(
                Options.OUT, "PATH", "the file; named *.job.seed.json for a seed, *.job.case.json for a case"));
        return spec.addOption(WrittenJob.force());
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Path out = invocation.path(Options.OUT, invocation.required(Options.OUT));
        String text = Json.pretty(run.job()) + "\n";
        String change = WrittenJob.write(invocation, out, text);
        IssueList warnings = IssueList.about(JsonSource.read(text));
        WrittenJob.checkKind(run.jobKind(), out, warnings);
        RedactedPlaces.report(run.job(), warnings);
        ObjectNode document = Json.object();
        document.put("exported", out.toString());
        document.put("source", run.jobFile().toString());
        document.put("runId", run.runId());
        document.put("change", change);
        document.set("warnings", Issue.toJson(warnings.issues()));
        Path folder = invocation.session().settings().workingDirectory();
        return CommandResult.answer(document, page -> write(page, document, folder), List.of(next(run, out)));
    }

    private static NextAction next(RunRecord run, Path out) {
        String name = String.valueOf(out.getFileName());
        if (JobKind.of(name) == run.jobKind()) {
            return NextAction.of("check the job", "job", "validate", Options.CASE, out.toString());
        }
        String bare = name;
        for (String suffix : List.of(JobKind.of(name).suffix(), ".json")) {
            bare = bare.endsWith(suffix) ? bare.substring(0, bare.length() - suffix.length()) : bare;
        }
        return NextAction.of(
                "write it under the name of a " + run.jobKind().word(),
                "job",
                "export",
                Options.RUN_ID,
                run.runId(),
                Options.OUT,
                out.resolveSibling(bare + run.jobKind().suffix()).toString());
    }

    private static void write(Page page, ObjectNode document, Path folder) {
        page.add(Tone.GOOD, document.path("change").asString(""))
                .line("  " + ShownPath.in(folder, document.path("exported").asString("")));
        page.line("  from " + ShownPath.in(folder, document.path("source").asString("")));
        if (!document.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, document.path("warnings"));
        }
    }
}
