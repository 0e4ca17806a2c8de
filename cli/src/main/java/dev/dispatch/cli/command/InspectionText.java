package dev.dispatch.cli.command;

import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.cli.output.StepLines;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Times;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepStatus;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The document of {@code job inspect} as people read it. */
record InspectionText(JsonNode document) implements Rendering {

    @Override
    public void writeTo(Page page) {
        JsonNode summary = document.path("summary");
        RunStatus status = RunStatus.valueOf(text(summary, "status"));
        page.add(RunText.tone(status), status.name()).add("  " + text(summary, "jobType"));
        page.line(
                summary.has("durationMs")
                        ? "  " + Times.show(summary.get("durationMs").asLong(0))
                        : "");
        if (document.has("step")) {
            writeStep(page, document.get("step"));
        } else {
            writeSteps(page, summary.path("steps"));
            writeError(page, summary.path("error"));
            writeFailure(page, document.path("lastFailure"));
            writeCalls(page, document.path("calls"));
            page.line("calls: " + document.path("totalCalls").asInt(0) + ", failed: "
                    + document.path("failedCallCount").asInt(0));
        }
        page.line("record: " + text(document, "runDir"));
    }

    private static void writeSteps(Page page, JsonNode steps) {
        Table table = new Table("  ");
        for (JsonNode step : steps) {
            String time =
                    step.has("durationMs") ? Times.show(step.get("durationMs").asLong(0)) : "";
            table.row(List.of(
                    status(step),
                    Table.plain(text(step, "stepId")),
                    Table.plain(text(step, "action")),
                    Table.plain(time)));
        }
        page.table(table);
    }

    private static Table.Cell status(JsonNode step) {
        StepStatus status = StepStatus.valueOf(text(step, "status"));
        return Table.toned(StepLines.tone(status), StepLines.word(status));
    }

    private static void writeStep(Page page, JsonNode step) {
        Table table = new Table("step ");
        String time = step.has("durationMs") ? Times.show(step.get("durationMs").asLong(0)) : "";
        table.row(List.of(
                Table.plain(text(step, "id")),
                Table.plain(text(step, "action")),
                status(step),
                Table.plain(time),
                Table.plain(text(step, "detail"))));
        page.table(table);
        for (String member : List.of("payload", "response", "exports", "result", "diagnostics", "expectation")) {
            if (step.has(member)) {
                page.value("  ", member, step.get(member));
            }
        }
        writeError(page, step.path("error"));
        writeCalls(page, step.path("calls"));
    }

    private static void writeError(Page page, JsonNode error) {
        if (!error.isObject()) {
            return;
        }
        page.add(Tone.BAD, "error").line(": " + text(error, "message") + "  " + text(error, "code"));
        IssueText.write(page, Tone.BAD, error.path("issues"));
    }

    private static void writeFailure(Page page, JsonNode call) {
        if (call.isObject()) {
            page.line("last failed call:");
            writeCall(page, call);
        }
    }

    private static void writeCalls(Page page, JsonNode calls) {
        if (!calls.isEmpty()) {
            page.line("calls:");
        }
        calls.forEach(call -> writeCall(page, call));
    }

    private static void writeCall(Page page, JsonNode call) {
        String answer = call.has("httpCode") ? call.get("httpCode").asString() : text(call, "error");
        String time = call.has("durationMs")
                ? "  " + Times.show(call.get("durationMs").asLong(0))
                : "";
        page.line("  " + call.path("idx").asInt(0) + "  " + text(call, "method") + " " + text(call, "url") + "  "
                + answer + time);
        for (String member : List.of("request", "response")) {
            if (call.has(member)) {
                page.value("     ", member, call.get(member));
            }
        }
        if (call.has("curl")) {
            page.line("     " + text(call, "curl"));
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
