package dev.dispatch.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A batch as one page of bounded size that needs nothing else and runs no script. */
final class BatchPage {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 1_000;

    private final BatchSummary batch;
    private final StringBuilder out = new StringBuilder();

    private BatchPage(BatchSummary batch) {
        this.batch = batch;
    }

    static String text(BatchSummary batch) throws IOException {
        return new BatchPage(batch).write();
    }

    private String write() throws IOException {
        String style = PageFrame.resource("page.css") + PageFrame.resource("batch.css");
        String jobType = batch.text("jobType");
        out.append(PageFrame.start(
                batch.outcome() + " " + jobType + ", many runs", "style-src " + PageFrame.hash(style), style));
        header(jobType);
        notes("warnings");
        notes("hints");
        plot(
                "How long the runs took",
                BatchPlots.durations(batch.distribution(), batch.document().path("runDuration")));
        plot(
                "Runs that ended, over time",
                BatchPlots.throughput(batch.document().path("throughput")));
        errors();
        timings("Runs", "", List.of(batch.document().path("runDuration")));
        timings("Calls", "call", members("callTimings"));
        timings("Actions", "action", members("actionTimings"));
        runs("Slowest runs", batch.document().path("slowRuns"));
        runs(
                "Passed after another attempt: "
                        + BatchSummary.count(batch.document().path("retried"), "count"),
                batch.document().path("retried").path("runs"));
        aggregates();
        out.append(PageFrame.footer("batch", batch.text("batchId"), batch.text("cliVersion")));
        return out.append("</body>\n</html>\n").toString();
    }

    private void header(String jobType) {
        String tone = batch.passed() ? "success" : batch.text("overall").isEmpty() ? "unfinished" : "failed";
        out.append("<header>\n<h1>")
                .append(Markup.text(Words.cut(jobType, LONGEST_NAME)))
                .append("</h1>\n");
        out.append("<p class=\"outcome ").append(tone).append("\">").append(Markup.text(batch.outcome()));
        out.append("</p>\n<dl class=\"facts\">\n");
        JsonNode overlap = batch.document().path("overlap");
        fact("Runs", batch.runs());
        fact("Duration", batch.time());
        fact("Runs a second", batch.perSecond());
        fact("Started", batch.text("startedAt").replace('T', ' ').replace("Z", " UTC"));
        fact("Calls", batch.callCounts());
        fact(
                "At the same time at most",
                BatchSummary.count(overlap, "maxConcurrentRuns") + " runs, "
                        + BatchSummary.count(overlap, "maxConcurrentCalls") + " calls");
        fact("Rows", Words.cut(batch.text("rows"), LONGEST_NAME));
        fact("Batch", batch.text("batchId"));
        out.append("</dl>\n</header>\n");
    }

    private void fact(String name, String value) {
        out.append("<div><dt>").append(name).append("</dt><dd>");
        out.append(Markup.text(value)).append("</dd></div>\n");
    }

    private void notes(String member) {
        for (JsonNode note : batch.document().path(member)) {
            out.append("<p class=\"note\">").append(Markup.text(Words.cut(note.asString(""), LONGEST_MESSAGE)));
            out.append("</p>\n");
        }
    }

    private void plot(String title, String svg) {
        if (!svg.isEmpty()) {
            out.append("<section><h2>")
                    .append(title)
                    .append("</h2>\n<div class=\"figure\">")
                    .append(svg);
            out.append("</div></section>\n");
        }
    }

    private List<JsonNode> members(String name) {
        List<JsonNode> members = new ArrayList<>();
        batch.document().path(name).forEach(members::add);
        return members;
    }

    private void errors() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode error : members("errors")) {
            JsonNode example = error.path("example");
            rows.add(List.of(
                    BatchSummary.count(error, "count"),
                    error.path("reason").asString(""),
                    error.path("stepId").asString(""),
                    error.path("message").asString(""),
                    "#" + example.path("batchIndex").asLong(0) + " "
                            + example.path("runId").asString("")));
        }
        table("Why runs failed", List.of("Runs", "Reason", "Step", "Message", "Such as"), rows);
    }

    /** @param of the member with the name; empty for none */
    private void timings(String title, String of, List<JsonNode> timings) {
        List<String> head = new ArrayList<>();
        if (!of.isEmpty()) {
            head.addAll(List.of("Of", "Count", "Failed"));
        }
        head.addAll(BatchSummary.PERCENTILE_NAMES);
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode timing : timings) {
            if (timing.has("maxMs")) {
                List<String> row = new ArrayList<>();
                if (!of.isEmpty()) {
                    row.add(timing.path(of).asString(""));
                    row.add(BatchSummary.count(timing, "count"));
                    row.add(BatchSummary.count(timing, "failed"));
                }
                BatchSummary.PERCENTILES.forEach(name -> row.add(BatchSummary.time(timing, name)));
                rows.add(row);
            }
        }
        table(title, head, rows);
    }

    private void runs(String title, JsonNode runs) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode run : runs) {
            rows.add(List.of(
                    "#" + run.path("batchIndex").asLong(0) + " "
                            + run.path("runId").asString(""),
                    run.path("status").asString(""),
                    BatchSummary.time(run, "durationMs"),
                    BatchSummary.time(run, "waitingMs"),
                    BatchSummary.time(run, "callingMs"),
                    BatchSummary.count(run, "attempts")));
        }
        table(title, List.of("Run", "Status", "Time", "Waited", "In calls", "Attempts"), rows);
    }

    private void aggregates() {
        List<List<String>> rows = new ArrayList<>();
        batch.document().path("aggregates").properties().forEach(output -> {
            List<String> row = new ArrayList<>(List.of(output.getKey()));
            List.of("count", "sum", "mean", "min", "max")
                    .forEach(name -> row.add(output.getValue().path(name).asString("")));
            rows.add(row);
        });
        table("Outputs of the runs that passed", List.of("Output", "Count", "Sum", "Mean", "Min", "Max"), rows);
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        out.append("<section><h2>").append(title).append("</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
        head.forEach(name -> out.append("<th scope=\"col\">").append(name).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            out.append("<tr>");
            row.forEach(cell -> out.append("<td>")
                    .append(Markup.text(Words.cut(cell, LONGEST_MESSAGE)))
                    .append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div></section>\n");
    }
}
