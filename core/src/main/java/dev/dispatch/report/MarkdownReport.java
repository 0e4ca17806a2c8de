package dev.dispatch.report;

import dev.dispatch.record.RecordedCall;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Places;
import dev.dispatch.time.Times;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A run in short, as a comment to a pull request; below the 65,536 characters that such comments may have. */
final class MarkdownReport {

    private static final int MOST_STEPS = 100;
    private static final int MOST_FAILURES = 20;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_CELL = 160;
    private static final int LONGEST_REASON = 600;

    private final StringBuilder out = new StringBuilder();
    private final RunSummary run;
    private final CallTally calls;

    private MarkdownReport(RunSummary run, CallTally calls) {
        this.run = run;
        this.calls = calls;
    }

    static String text(RunRecord record, CallTally calls) {
        return new MarkdownReport(RunSummary.of(record), calls).write();
    }

    private String write() {
        outcome();
        steps();
        failures();
        calls();
        line("");
        line("Run " + name(run.runId()) + ", dispatch " + name(run.version()));
        return out.toString();
    }

    private void outcome() {
        line("### " + (run.succeeded() ? "✅" : run.status().equals("FAILED") ? "❌" : "⚠️") + " " + name(run.jobType())
                + " " + run.status() + (run.time().isEmpty() ? "" : " in " + run.time()));
        line("");
        line(run.stepCounts() + ". " + calls.text() + ".");
        if (!run.error().isEmpty()) {
            line("");
            String step = run.failedStep();
            line((step.isEmpty() ? "" : "**" + name(step) + "** ") + MarkdownText.code(run.error(), LONGEST_REASON));
            for (int i = 0; i < Math.min(MOST_FAILURES, run.issues().size()); i++) {
                issue(run.issues().path(i));
            }
        }
        if (!run.incomplete().isEmpty()) {
            line("");
            line("The record is not complete: " + MarkdownText.code(run.incomplete(), LONGEST_REASON));
        }
    }

    private void issue(JsonNode issue) {
        StringBuilder text = new StringBuilder("- ");
        text.append(MarkdownText.code(issue.path("path").asString(""), LONGEST_CELL));
        if (issue.has("line")) {
            text.append(" (line ").append(issue.path("line").asInt(0)).append(')');
        }
        for (String member : List.of("expected", "actual")) {
            String value = MarkdownText.code(issue.path(member).asString(""), LONGEST_CELL);
            text.append(value.isEmpty() ? "" : ", " + member + " " + value);
        }
        line(text.toString());
    }

    private void steps() {
        line("");
        line("| step | action | status | time | |");
        line("|---|---|---|--:|---|");
        for (ReportedStep step : run.steps().stream().limit(MOST_STEPS).toList()) {
            String indent = "&emsp;".repeat(Math.min(8, step.depth()));
            line("| " + indent + cell(step.id()) + (step.inFinally() ? " (finally)" : "") + " | " + cell(step.action())
                    + " | " + Words.status(step.status()) + " | " + step.time() + " | "
                    + MarkdownText.cell(step.failed() ? step.says() : step.often(), LONGEST_CELL) + " |");
        }
        more(run.steps().size() - MOST_STEPS, "steps");
    }

    private void failures() {
        List<ReportedStep> failed = run.steps().stream()
                .filter(ReportedStep::failed)
                .filter(step -> !isHeadline(step))
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        line("");
        line(run.succeeded() ? "**Failed, and let pass**" : "**Failed, too**");
        line("");
        for (ReportedStep step : failed.stream().limit(MOST_FAILURES).toList()) {
            line("- " + name(step.id()) + " " + MarkdownText.code(step.says(), LONGEST_REASON));
        }
        more(failed.size() - MOST_FAILURES, "failed steps");
    }

    /** Whether the outcome told of it already. */
    private boolean isHeadline(ReportedStep step) {
        return !run.error().isEmpty() && run.error().equals(step.note().error());
    }

    private void calls() {
        if (calls.count() == 0) {
            return;
        }
        line("");
        line("**Calls**");
        line("");
        for (RecordedCall call : calls.unexpected()) {
            String answer = call.httpCode().map(code -> "answered " + code).orElse("was not answered");
            line("- " + call(call) + " " + answer + ", at " + name(Places.named(Places.of(call.path()))));
        }
        more(calls.unexpectedCount() - calls.unexpected().size(), "calls that were not answered as expected");
        RecordedCall slowest = calls.slowest();
        if (slowest != null) {
            line("- slowest: " + call(slowest) + " " + Times.show(slowest.durationMs()));
        }
    }

    private static String call(RecordedCall call) {
        return MarkdownText.code(call.method() + " " + call.url(), LONGEST_CELL);
    }

    private void more(int number, String what) {
        if (number > 0) {
            line("");
            line("... and " + number + " more " + what);
        }
    }

    private static String name(String text) {
        return MarkdownText.code(text, LONGEST_NAME);
    }

    private static String cell(String text) {
        return MarkdownText.cell(text, LONGEST_NAME);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
