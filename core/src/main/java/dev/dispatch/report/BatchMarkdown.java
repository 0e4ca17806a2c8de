package dev.dispatch.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A batch in short, as a comment to a pull request; below the 65,536 characters that such comments may have. */
final class BatchMarkdown {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_MESSAGE = 300;

    private final BatchSummary batch;
    private final StringBuilder out = new StringBuilder();

    private BatchMarkdown(BatchSummary batch) {
        this.batch = batch;
    }

    static String text(BatchSummary batch) {
        return new BatchMarkdown(batch).write();
    }

    private String write() {
        String sign = batch.passed() ? "✅" : batch.text("overall").isEmpty() ? "⚠️" : "❌";
        line("### " + sign + " " + name(batch.text("jobType")) + " " + batch.outcome() + " in " + batch.time());
        line("");
        line("Runs: " + batch.runs() + "; " + batch.perSecond() + " a second. Calls: " + batch.callCounts() + ".");
        errors();
        timings();
        notes("warnings");
        notes("hints");
        line("");
        line("Batch " + name(batch.text("batchId")) + ", dispatch " + name(batch.text("cliVersion")));
        return out.toString();
    }

    private void errors() {
        JsonNode errors = batch.document().path("errors");
        if (errors.isEmpty()) {
            return;
        }
        line("");
        line("| runs | reason | step | message | such as |");
        line("|--:|---|---|---|---|");
        for (int i = 0; i < Math.min(BatchSummary.MOST_LISTED, errors.size()); i++) {
            JsonNode error = errors.path(i);
            line("| " + BatchSummary.count(error, "count") + " | " + cell(error.path("reason")) + " | "
                    + cell(error.path("stepId")) + " | "
                    + MarkdownText.cell(error.path("message").asString(""), LONGEST_MESSAGE) + " | "
                    + cell(error.path("example").path("runId")) + " |");
        }
        if (errors.size() > BatchSummary.MOST_LISTED) {
            line("");
            line("... and " + (errors.size() - BatchSummary.MOST_LISTED) + " more causes");
        }
    }

    private void timings() {
        line("");
        line("| | count | failed | " + String.join(" | ", BatchSummary.PERCENTILE_NAMES) + " |");
        line("|---|" + "--:|".repeat(2 + BatchSummary.PERCENTILE_NAMES.size()));
        timing("a run", batch.ended(), batch.number("failed"), batch.document().path("runDuration"));
        int shown = 0;
        for (JsonNode call : batch.document().path("callTimings")) {
            if (shown++ < BatchSummary.MOST_LISTED) {
                timing(
                        cell(call.path("call")),
                        call.path("count").asLong(0),
                        call.path("failed").asLong(0),
                        call);
            }
        }
    }

    private void timing(String name, long count, long failed, JsonNode timing) {
        List<String> cells = new ArrayList<>(List.of(name, Words.grouped(count), Words.grouped(failed)));
        BatchSummary.PERCENTILES.forEach(percentile -> cells.add(BatchSummary.time(timing, percentile)));
        line("| " + String.join(" | ", cells) + " |");
    }

    private void notes(String member) {
        for (JsonNode note : batch.document().path(member)) {
            line("");
            line("- " + MarkdownText.code(note.asString(""), LONGEST_MESSAGE));
        }
    }

    private static String name(String text) {
        return MarkdownText.code(text, LONGEST_NAME);
    }

    private static String cell(JsonNode text) {
        return MarkdownText.cell(text.asString(""), LONGEST_NAME);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
