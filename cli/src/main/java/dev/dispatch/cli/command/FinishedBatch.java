package dev.dispatch.cli.command;

import dev.dispatch.batch.BatchResults;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.FilledText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.engine.BatchReply;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a batch that took place says to programs and people, whatever came of it. */
record FinishedBatch(BatchReply.Finished reply, String version) {

    private static final String FAILED = "job run-many completed with failures";
    private static final String INTERRUPTED = "job run-many was interrupted";
    private static final String NOT_RECORDED = "job run-many succeeded, but its record is not complete";
    private static final int MOST_LINES = 10;
    /** Of the summary; the rest is for job batch-inspect. */
    private static final List<String> SHOWN = List.of(
            "batchId",
            "casePath",
            "jobType",
            "count",
            "concurrency",
            "staggerMs",
            "rate",
            "durationLimitMs",
            "maxFailures",
            "record",
            "rows",
            "rerunOf",
            "startedAt",
            "endedAt",
            "durationMs",
            "overall",
            "total",
            "completed",
            "passed",
            "failed",
            "skipped",
            "interrupted",
            "runDuration");

    CommandResult result() {
        boolean good = text("overall").equals("PASS") && reply.recordFault().isEmpty() && !reply.interrupted();
        if (good) {
            return CommandResult.answer(toJson(), this::write, next());
        }
        ObjectNode details = Json.object();
        details.put("casePath", text("casePath"));
        reply.recordFault().ifPresent(fault -> details.put("recordFault", fault));
        details.set("result", toJson());
        boolean failed = !text("overall").equals("PASS");
        ProblemCode code = reply.interrupted() ? ProblemCode.INTERRUPTED : ProblemCode.RUNTIME_ERROR;
        String message = reply.interrupted() ? INTERRUPTED : failed ? FAILED : NOT_RECORDED;
        return new CommandResult.Failure(
                new Problem(code, message, details, List.of(), next()), Optional.of(this::write));
    }

    private String text(String member) {
        return reply.summary().path(member).asString("");
    }

    private ObjectNode toJson() {
        ObjectNode json = Json.object().put("cliVersion", version);
        for (String member : SHOWN) {
            JsonNode value = reply.summary().get(member);
            if (value != null) {
                json.set(member, value);
            }
        }
        json.put("batchDir", reply.batchDir().toString());
        json.put("summaryPath", reply.summaryPath().toString());
        json.put("resultsPath", reply.batchDir().resolve(BatchResults.FILE).toString());
        json.put("shown", reply.runs().size());
        ArrayNode runs = json.putArray("runs");
        reply.runs().forEach(run -> runs.add(run(run)));
        json.set("aggregates", reply.aggregates());
        if (!reply.filled().isEmpty()) {
            ArrayNode filled = json.putArray("filled");
            reply.filled().forEach(job -> filled.add(job.toJson()));
        }
        return json;
    }

    /** As the results have it, with the whole path of a folder. */
    private ObjectNode run(BatchRun run) {
        ObjectNode json = BatchResults.toJson(run);
        if (json.has("runDir")) {
            json.put("runDir", reply.batchDir().resolveSibling(run.runId()).toString());
        }
        return json;
    }

    private List<NextAction> next() {
        List<NextAction> next = new ArrayList<>();
        String id = text("batchId");
        next.add(NextAction.of("see where the time went and what failed", "job", "batch-inspect", "--batch-id", id));
        if (failures().findAny().isPresent() || reply.summary().path("skipped").asLong(0) > 0) {
            next.add(NextAction.of(
                    "run again what did not pass, and only that", "job", "rerun-failed", "--batch-id", id));
        }
        failures().findFirst().filter(run -> run.record() != null).ifPresent(run -> {
            next.add(NextAction.of("look at the first failure", "job", "inspect", Options.RUN_ID, run.runId()));
            next.add(NextAction.of("run it again without network", "job", "replay", Options.RUN_ID, run.runId()));
        });
        return next;
    }

    private Stream<BatchRun> failures() {
        return reply.runs().stream().filter(run -> run.status() != RunStatus.SUCCESS);
    }

    private void write(Page page) {
        if (!reply.filled().isEmpty()) {
            new FilledText(reply.filled()).writeTo(page);
        }
        ObjectNode summary = reply.summary();
        Table table = new Table("  ");
        failures().limit(MOST_LINES).forEach(run -> {
            BatchRun.Failure failure = run.failure();
            table.row(List.of(
                    new Table.Cell("failed", Optional.of(Tone.BAD)),
                    plain("#" + run.index()),
                    new Table.Cell(Times.show(run.duration()), Optional.of(Tone.FAINT)),
                    plain(failure == null ? "" : failure.message()),
                    new Table.Cell(run.runId(), Optional.of(Tone.FAINT))));
        });
        if (failures().findAny().isPresent()) {
            page.table(table);
        }
        page.line(text("overall") + "  " + summary.path("passed").asLong(0) + " of "
                + summary.path("total").asLong(0) + " runs passed, "
                + summary.path("failed").asLong(0) + " failed"
                + count("skipped") + count("interrupted") + "  "
                + Times.show(summary.path("durationMs").asLong(0)));
        reply.aggregates()
                .properties()
                .forEach(value -> page.line("  " + value.getKey() + ": sum "
                        + Json.show(value.getValue().path("sum")) + ", mean "
                        + Json.show(value.getValue().path("mean")) + ", min "
                        + Json.show(value.getValue().path("min")) + ", max "
                        + Json.show(value.getValue().path("max"))));
        page.line("results: " + reply.batchDir().resolve(BatchResults.FILE));
    }

    private static Table.Cell plain(String text) {
        return new Table.Cell(text, Optional.empty());
    }

    private String count(String member) {
        long count = reply.summary().path(member).asLong(0);
        return count == 0 ? "" : ", " + count + " " + member;
    }
}
