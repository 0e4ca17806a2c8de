package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import dev.dispatch.report.ReportFormat;
import dev.dispatch.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job report}: writes a run as a page, JUnit XML, an HTTP archive or Markdown. */
final class JobReportCommand implements Command {

    private static final String FORMAT = "--format";
    private static final List<String> WORDS = List.of("html", "junit", "har", "markdown");

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("job report", "Write a run as a page, JUnit XML, an HTTP archive or Markdown.");
        spec.addOption(Options.runId());
        spec.addOption(Options.required(FORMAT, String.join("|", WORDS), "the form of the report"));
        return spec.addOption(Options.text(
                Options.OUT,
                "PATH",
                "the file; default report.html, report.junit.xml, report.har or report.md in the run's folder"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String word = invocation.required(FORMAT);
        ReportFormat format = ReportFormat.of(word)
                .orElseThrow(() -> UsageProblem.unknown(
                        "job report",
                        "Option " + FORMAT + " takes html, junit, har or markdown, not '" + word + "'",
                        word,
                        WORDS));
        RunRecord run = invocation.engine().runs().open(invocation.required(Options.RUN_ID));
        Path out = invocation
                .text(Options.OUT)
                .map(path -> invocation.path(Options.OUT, path))
                .orElseGet(() -> run.runDir().resolve(format.fileName()));
        RunReport.Made made = write(run, format, out);
        ObjectNode document = Json.object();
        document.put("runId", run.runId());
        document.put("runDir", run.runDir().toString());
        document.put("status", run.status().name());
        document.put("format", format.word());
        document.put("out", out.toString());
        document.put("calls", made.calls());
        if (!made.leftOut().isEmpty()) {
            document.set("leftOut", made.leftOut());
        }
        return CommandResult.answer(
                document,
                page -> {
                    page.line("wrote the report to " + out);
                    if (!made.leftOut().isEmpty()) {
                        page.line("left out, for their size: " + leftOut(made.leftOut()) + "; they are in "
                                + run.runDir());
                    }
                },
                List.of());
    }

    private static RunReport.Made write(RunRecord run, ReportFormat format, Path out) {
        RunReport.Made[] made = new RunReport.Made[1];
        OutputFile.write(out, stream -> made[0] = RunReport.write(run, format, stream));
        return made[0];
    }

    private static String leftOut(ObjectNode counts) {
        StringBuilder text = new StringBuilder();
        counts.properties().forEach(count -> {
            String what = switch (count.getKey()) {
                case "steps" -> "executions of steps";
                case "details" -> "requests and answers of calls";
                default -> count.getKey();
            };
            text.append(text.isEmpty() ? "" : ", ")
                    .append(count.getValue().asInt())
                    .append(' ')
                    .append(what);
        });
        return text.toString();
    }
}
