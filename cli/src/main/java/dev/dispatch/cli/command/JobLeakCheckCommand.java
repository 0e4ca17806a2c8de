package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.LeakCheck;
import dev.dispatch.record.LeakReport;
import dev.dispatch.record.RunRecord;
import dev.dispatch.redact.SecretForm;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code job leak-check}: searches a record for values of environment variables; exit code 1 where it finds one. */
final class JobLeakCheckCommand implements Command {

    private static final String ENV = "--env";

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("job leak-check", "Search the record of a run for secrets of the environment.");
        spec.addOption(Options.runId());
        return spec.addOption(Options.repeated(
                ENV, "NAME", "a variable to search for; default those of the job's credentials and all secret ones"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Map<String, String> environment = invocation.session().settings().environment();
        List<String> names = invocation.texts(ENV);
        LeakReport report =
                names.isEmpty() ? LeakCheck.check(run, environment) : LeakCheck.check(run, environment, names);
        if (!names.isEmpty() && !report.notSearched().isEmpty()) {
            throw invocation.usage(unsearchable(report.notSearched().getFirst()));
        }
        Extent extent = invocation.extent();
        return new CommandResult.Answer(
                report.toJson(extent),
                page -> write(page, report, extent),
                report.passed()
                        ? List.of()
                        : List.of(RunSteps.inspect(run.runId(), RunSteps.failedStep(run.summary()))),
                report.passed() ? 0 : 1);
    }

    /** Who names a variable takes the answer for a promise. */
    private static Problem unsearchable(LeakReport.Variable variable) {
        String message = "Environment variable '" + variable.name() + "' cannot be searched for: " + variable.reason();
        return Problem.of(ProblemCode.USAGE_ERROR, message)
                .details(Json.object().put("variable", variable.name()).put("reason", variable.reason()));
    }

    private static void write(Page page, LeakReport report, Extent extent) {
        String where = counted(report.files(), "file") + " of " + report.run().runId();
        page.add(report.passed() ? Tone.GOOD : Tone.BAD, report.passed() ? "PASS" : "FAIL");
        page.line("  " + counted(report.findings().size(), "finding") + " in " + where);
        Table findings = new Table("  ");
        List<LeakReport.Finding> shown = extent.first(report.findings());
        for (LeakReport.Finding finding : shown) {
            findings.row(List.of(
                    Table.plain(finding.file()),
                    Table.plain(place(finding.place())),
                    Table.plain(finding.variable()),
                    Table.plain(finding.forms().stream().map(SecretForm::word).collect(Collectors.joining(", ")))));
        }
        page.table(findings);
        if (shown.size() < report.findings().size()) {
            page.line("  and " + (report.findings().size() - shown.size()) + " more; --full shows all");
        }
        report.unread().forEach(file -> page.line("not searched: " + file.file() + ": " + file.reason()));
        variables(page, "searched for", report.searched());
        variables(page, "not searched for", report.notSearched());
    }

    private static void variables(Page page, String title, List<LeakReport.Variable> variables) {
        if (variables.isEmpty()) {
            return;
        }
        page.line(title);
        Table table = new Table("  ");
        for (LeakReport.Variable variable : variables) {
            String reason = variable.reason();
            String why = switch (variable.because()) {
                case "option" -> "named with " + ENV;
                case "credential" -> "in a credential profile of the job";
                case "expression" -> "in an expression of the job";
                default -> "a secret by its name";
            };
            table.row(List.of(Table.plain(variable.name()), Table.plain(reason == null ? why : reason)));
        }
        page.table(table);
    }

    private static String place(LeakReport.Place place) {
        return switch (place) {
            case LeakReport.Place.Name() -> "in its name";
            case LeakReport.Place.Value(int line, String pointer) ->
                line > 0 ? "line " + line + " " + pointer : pointer;
            case LeakReport.Place.Line(int line) -> "line " + line;
            case LeakReport.Place.Offset(long offset) -> "byte " + offset;
        };
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
