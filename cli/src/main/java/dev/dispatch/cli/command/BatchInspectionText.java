package dev.dispatch.cli.command;

import dev.dispatch.cli.output.BlockBar;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.ShellText;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The document of {@code job batch-inspect} as people read it.
 *
 * @param shell writes the commands that show an example; empty where its runs are not at hand
 */
record BatchInspectionText(JsonNode document, Optional<ShellText> shell) implements Rendering {

    private static final List<String> PERCENTILES =
            List.of("minMs", "p50Ms", "p90Ms", "p95Ms", "p99Ms", "p999Ms", "maxMs");
    private static final List<String> PERCENTILE_NAMES = List.of("min", "p50", "p90", "p95", "p99", "p99.9", "max");

    @Override
    public void writeTo(Page page) {
        writeHead(page);
        writeLoad(page);
        writeTimings(page, "actions:", "action", "actionTimings");
        writeTimings(page, "calls:", "call", "callTimings");
        writeErrors(page);
        writeThroughput(page);
        writeRuns(page, "slowest runs:", document.path("slowRuns"));
        writeRuns(
                page,
                "passed after another attempt: " + count(document.path("retried"), "count"),
                document.path("retried").path("runs"));
        writeAggregates(page);
        for (JsonNode hint : document.path("hints")) {
            page.add(Tone.CAUTION, "hint").line(": " + hint.asString(""));
        }
        for (JsonNode warning : document.path("warnings")) {
            page.add(Tone.CAUTION, "warning").line(": " + warning.asString(""));
        }
        page.line("record: " + text(document, "batchDir"));
    }

    private void writeHead(Page page) {
        String overall = text(document, "overall");
        String word = overall.isEmpty() ? text(document, "status") : overall;
        Tone tone = overall.equals("PASS") ? Tone.GOOD : overall.equals("FAIL") ? Tone.BAD : Tone.CAUTION;
        page.add(tone, word).line("  " + text(document, "jobType") + "  " + time(document, "durationMs"));
        StringBuilder line = new StringBuilder();
        line.append("runs: ").append(count(document, "passed")).append(" of ").append(count(document, "total"));
        line.append(" passed, ").append(count(document, "failed")).append(" failed");
        for (String other : List.of("interrupted", "skipped", "remaining")) {
            if (document.path(other).asLong(0) > 0) {
                line.append(", ").append(count(document, other)).append(' ').append(other);
            }
        }
        page.line(line.toString());
    }

    private void writeLoad(Page page) {
        JsonNode durations = document.path("runDuration");
        Table table = new Table("  ");
        List<String> names = new ArrayList<>(List.of(""));
        names.addAll(PERCENTILE_NAMES);
        table.row(names.toArray(String[]::new));
        if (!durations.isEmpty()) {
            table.row(percentiles("a run", durations).toArray(String[]::new));
            page.table(table);
        }
        JsonNode calls = document.path("callTotals");
        JsonNode overlap = document.path("overlap");
        JsonNode idle = document.path("runIdle");
        String statuses = statuses();
        page.line("HTTP calls: " + count(calls, "calls") + ", failed: " + count(calls, "failed")
                + (statuses.isEmpty() ? "" : "  " + statuses));
        page.line("at the same time at most: " + count(overlap, "maxConcurrentRuns") + " runs, "
                + count(overlap, "maxConcurrentCalls") + " calls");
        page.line("time without a run: " + percent(idle, "idleShare") + " of " + count(idle, "workers")
                + (idle.path("workers").asInt(0) == 1 ? " worker" : " workers") + ", time that steps only waited: "
                + percent(idle, "waitingShare")
                + " of the runs");
    }

    private String statuses() {
        List<String> counts = new ArrayList<>();
        document.path("statusCounts")
                .properties()
                .forEach(status -> counts.add(
                        status.getKey() + ": " + grouped(status.getValue().asLong(0))));
        long unanswered = document.path("callTotals").path("unanswered").asLong(0);
        if (unanswered > 0) {
            counts.add("no answer: " + grouped(unanswered));
        }
        return counts.isEmpty() ? "" : "(" + String.join(", ", counts) + ")";
    }

    private void writeTimings(Page page, String title, String of, String member) {
        JsonNode timings = document.path(member);
        if (timings.isEmpty()) {
            return;
        }
        page.line(title + more(member));
        Table table = new Table("  ").row(of, "count", "failed", "share", "p50", "p95", "p99", "max");
        for (JsonNode timing : timings) {
            Table.Cell failed = timing.path("failed").asLong(0) == 0
                    ? Table.plain("0")
                    : Table.toned(Tone.BAD, count(timing, "failed"));
            table.row(List.of(
                    Table.plain(text(timing, of)),
                    Table.plain(count(timing, "count")),
                    failed,
                    Table.plain(percent(timing, "share")),
                    Table.plain(time(timing, "p50Ms")),
                    Table.plain(time(timing, "p95Ms")),
                    Table.plain(time(timing, "p99Ms")),
                    Table.plain(time(timing, "maxMs"))));
        }
        page.table(table);
    }

    private String more(String member) {
        JsonNode listed = document.path("listed").path(member);
        return listed.path("shown").asLong(0) == listed.path("total").asLong(0)
                ? ""
                : " " + listed.path("shown").asLong() + " of "
                        + listed.path("total").asLong() + " (--full shows all)";
    }

    private void writeErrors(Page page) {
        JsonNode errors = document.path("errors");
        if (!errors.isEmpty()) {
            page.line("failed because of:" + more("errors"));
        }
        for (JsonNode error : errors) {
            String step = text(error, "stepId");
            page.add("  ").add(Tone.BAD, count(error, "count") + "x").add("  " + text(error, "reason"));
            page.line((step.isEmpty() ? "" : "  step " + step) + "  " + text(error, "message"));
            JsonNode example = error.path("example");
            page.line("      such as #" + count(example, "batchIndex") + ": "
                    + shell.map(text -> text.of(JobBatchInspectCommand.example(error)))
                            .orElse(text(example, "runId")));
        }
    }

    private void writeThroughput(Page page) {
        JsonNode throughput = document.path("throughput");
        if (throughput.path("runs").size() < 2) {
            return;
        }
        List<Long> runs = new ArrayList<>();
        throughput.path("runs").forEach(count -> runs.add(count.asLong(0)));
        long most = runs.stream().mapToLong(Long::longValue).max().orElse(0);
        String perSecond =
                String.format(Locale.ROOT, "%.1f", throughput.path("perSecond").asDouble(0));
        page.line("runs that ended: " + perSecond + " a second; each block is "
                + Times.show(throughput.path("spanMs").asLong(0)) + ", the highest " + grouped(most));
        page.line("  " + BlockBar.of(runs));
    }

    private static void writeRuns(Page page, String title, JsonNode runs) {
        if (runs.isEmpty()) {
            return;
        }
        page.line(title);
        Table table = new Table("  ").whole(1);
        for (JsonNode run : runs) {
            boolean passed =
                    text(run, "status").isEmpty() || text(run, "status").equals("PASS");
            table.row(
                    "#" + run.path("batchIndex").asLong(0),
                    text(run, "runId"),
                    passed ? time(run, "durationMs") : time(run, "durationMs") + " " + text(run, "status"),
                    "waited " + time(run, "waitingMs") + ", calls " + time(run, "callingMs"));
        }
        page.table(table);
    }

    private void writeAggregates(Page page) {
        JsonNode aggregates = document.path("aggregates");
        if (aggregates.isEmpty()) {
            return;
        }
        page.line("outputs of the runs that passed:");
        Table table = new Table("  ").row("", "count", "sum", "mean", "min", "max");
        aggregates.properties().forEach(output -> {
            JsonNode value = output.getValue();
            table.row(
                    output.getKey(),
                    count(value, "count"),
                    Json.show(value.path("sum")),
                    Json.show(value.path("mean")),
                    Json.show(value.path("min")),
                    Json.show(value.path("max")));
        });
        page.table(table);
    }

    private static List<String> percentiles(String name, JsonNode timing) {
        List<String> row = new ArrayList<>(List.of(name));
        PERCENTILES.forEach(percentile -> row.add(time(timing, percentile)));
        return row;
    }

    private static String time(JsonNode node, String member) {
        JsonNode millis = node.path(member);
        return millis.isIntegralNumber()
                ? Times.show(millis.asLong(0))
                : String.format(Locale.ROOT, "%.1fms", millis.asDouble(0));
    }

    private static String percent(JsonNode node, String member) {
        return Math.round(node.path(member).asDouble(0) * 100) + "%";
    }

    private static String count(JsonNode node, String member) {
        return grouped(node.path(member).asLong(0));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
