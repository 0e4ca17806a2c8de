package dev.dispatch.cli.command;

import dev.dispatch.batch.BatchRecord;
import dev.dispatch.batch.BatchStore;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import dev.dispatch.report.BatchReport;
import dev.dispatch.report.ReportFormat;
import dev.dispatch.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code job report}: writes a run, or a batch of runs, as a page, JUnit XML, an HTTP archive or Markdown. */
final class JobReportCommand implements Command {

    private static final String FORMAT = "--format";
    private static final List<String> WORDS = List.of("html", "junit", "har", "markdown");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "job report", "Write a run, or a batch of runs, as a page, JUnit XML, an HTTP archive or Markdown.");
        spec.addOption(Options.text(Options.RUN_ID, "ID", "a run id, an unambiguous part of one, or latest"));
        spec.addOption(Options.text(
                JobBatchInspectCommand.BATCH_ID,
                "ID|latest|PATH",
                "instead of a run: a batch id, an unambiguous part of one, latest, or its folder"));
        spec.addOption(Options.required(FORMAT, String.join("|", WORDS), "the form of the report; har for a run only"));
        return spec.addOption(
                Options.text(
                        Options.OUT,
                        "PATH",
                        "the file; default report.html, report.junit.xml, report.har or report.md in the folder of the run or batch"));
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
        Optional<String> batch = invocation.text(JobBatchInspectCommand.BATCH_ID);
        Optional<String> run = invocation.text(Options.RUN_ID);
        if (batch.isPresent() == run.isPresent()) {
            throw UsageProblem.of(
                    "job report",
                    batch.isPresent()
                            ? "job report writes a run or a batch: give --run-id or --batch-id, not both"
                            : "job report needs --run-id or --batch-id");
        }
        return batch.isPresent()
                ? ofBatch(invocation, batch.get(), format)
                : ofRun(invocation, invocation.engine().runs().open(run.orElseThrow()), format);
    }

    private static CommandResult ofBatch(Invocation invocation, String reference, ReportFormat format) {
        if (format == ReportFormat.HAR) {
            throw UsageProblem.of(
                    "job report",
                    "An HTTP archive holds the calls of one run: give --run-id with --format har, or take html, junit or"
                            + " markdown for a batch");
        }
        BatchRecord batch = new BatchStore(
                        invocation.engine().runs().root(),
                        invocation.session().settings().workingDirectory())
                .open(reference);
        Path out = out(invocation, batch.folder(), format);
        BatchReport.Made[] made = new BatchReport.Made[1];
        OutputFile.write(out, stream -> made[0] = BatchReport.write(batch, format, stream));
        ObjectNode document = Json.object();
        document.put("batchId", batch.head().batchId());
        document.put("batchDir", batch.folder().toString());
        document.put("status", made[0].status());
        if (!made[0].overall().isEmpty()) {
            document.put("overall", made[0].overall());
        }
        document.put("format", format.word());
        document.put("out", out.toString());
        document.put("runs", made[0].runs());
        document.put("calls", made[0].calls());
        if (made[0].leftOut() > 0) {
            document.putObject("leftOut").put("runs", made[0].leftOut());
        }
        return CommandResult.answer(document, page -> page.line("wrote the report to " + out), List.of());
    }

    private static Path out(Invocation invocation, Path folder, ReportFormat format) {
        return invocation
                .text(Options.OUT)
                .map(path -> invocation.path(Options.OUT, path))
                .orElseGet(() -> folder.resolve(format.fileName()));
    }

    private static CommandResult ofRun(Invocation invocation, RunRecord run, ReportFormat format) {
        Path out = out(invocation, run.runDir(), format);
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
