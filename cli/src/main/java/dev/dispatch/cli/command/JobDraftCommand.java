package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.draft.DraftedStep;
import dev.dispatch.draft.JobDraft;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Listing;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.record.RedactedPlaces;
import dev.dispatch.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code job draft}: writes the job of a run as a file that expects what the run observed. */
final class JobDraftCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job draft",
                "Write the job of a run with expectations and a verification drafted from what it observed.");
        spec.addOption(Options.runId());
        spec.addOption(
                Options.required(Options.OUT, "PATH", "the file; named *.job.case.json, for a seed *.job.seed.json"));
        return spec.addOption(WrittenJob.force());
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Path out = invocation.path(Options.OUT, invocation.required(Options.OUT));
        JobDraft draft = JobDraft.of(run);
        String text = Json.pretty(draft.job()) + "\n";
        String change = WrittenJob.write(invocation, out, text);
        IssueList warnings = IssueList.about(JsonSource.read(text));
        DraftWarnings.report(run, draft.job(), out, warnings);
        RedactedPlaces.report(draft.job(), warnings);
        ObjectNode document = document(run, draft, invocation);
        document.put("drafted", out.toString());
        document.put("change", change);
        document.set("warnings", Issue.toJson(warnings.issues()));
        Path folder = invocation.session().settings().workingDirectory();
        return CommandResult.answer(document, page -> write(page, document, folder), next(out));
    }

    private static List<NextAction> next(Path out) {
        return List.of(
                NextAction.of("check the draft", "job", "validate", Options.CASE, out.toString()),
                NextAction.of("run the draft", "job", "run", Options.CASE, out.toString()));
    }

    private static ObjectNode document(RunRecord run, JobDraft draft, Invocation invocation) {
        ObjectNode json = Json.object();
        json.put("runId", run.runId());
        json.put("status", run.status().name());
        json.put("source", run.jobFile().toString());
        Listing.add(json, "steps", draft.steps(), invocation.extent(), JobDraftCommand::step);
        json.put("verification", draft.verification());
        json.set("notes", Json.texts(draft.notes()));
        return json;
    }

    private static ObjectNode step(DraftedStep step) {
        ObjectNode json = Json.object().put("stepId", step.stepId()).put("status", step.status());
        return json.put("expect", step.kind().word()).put("rules", step.rules());
    }

    private static void write(Page page, ObjectNode document, Path folder) {
        page.add(Tone.GOOD, document.path("change").asString(""))
                .line("  " + ShownPath.in(folder, document.path("drafted").asString("")));
        page.line("  from " + ShownPath.in(folder, document.path("source").asString("")));
        Table table = new Table("  ");
        for (JsonNode step : document.path("steps")) {
            table.row(step.path("stepId").asString(""), step.path("status").asString(""), expect(step));
        }
        page.table(table);
        int rules = document.path("verification").asInt(0);
        if (rules > 0) {
            page.line("  verification drafted, " + Counted.of(rules, rules, "rule"));
        }
        document.path("notes").forEach(note -> page.line("note: " + note.asString("")));
        if (!document.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, document.path("warnings"));
        }
    }

    private static String expect(JsonNode step) {
        int rules = step.path("rules").asInt(0);
        return switch (step.path("expect").asString("")) {
            case "drafted" -> "expect drafted, " + Counted.of(rules, rules, "rule");
            case "kept" -> "its own expect kept";
            default -> "no expect";
        };
    }
}
