package dev.dispatch.cli.command;

import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.cli.output.RunText;
import dev.dispatch.cli.output.StepLines;
import dev.dispatch.cli.output.StepTree;
import dev.dispatch.cli.output.Table;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepStatus;
import dev.dispatch.time.Times;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The document of {@code job inspect} as people read it. */
record InspectionText(JsonNode document) implements Rendering {

    @Override
    public void writeTo(Page page) {
        JsonNode summary = document.path("summary");
        RunStatus status = RunStatus.valueOf(text(summary, "status"));
        boolean inProgress = document.path("inProgress").asBoolean(false);
        page.add(RunText.tone(status), RunText.word(status, inProgress)).add("  " + text(summary, "jobType"));
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
        StepTree tree = new StepTree(table);
        for (JsonNode step : steps) {
            tree.row(
                    text(step, "path"),
                    List.of(
                            status(step),
                            Table.plain(text(step, "stepId")),
                            Table.plain(text(step, "action")),
                            Table.plain(time(step)),
                            Table.plain(note(step))));
        }
        page.table(table);
    }

    private static String time(JsonNode timed) {
        return timed.has("durationMs") ? Times.show(timed.get("durationMs").asLong(0)) : "";
    }

    private static String note(JsonNode step) {
        return step.has("passes") ? StepTree.passes(step.get("passes")) : StepTree.attempts(text(step, "path"));
    }

    private static Table.Cell status(JsonNode step) {
        StepStatus status = StepStatus.valueOf(text(step, "status"));
        return Table.toned(StepLines.tone(status), StepLines.word(status));
    }

    private static void writeStep(Page page, JsonNode step) {
        String name = step.has("pass") ? text(step, "pass") : text(step, "id");
        String detail = step.has("detail") ? text(step, "detail") : note(step);
        page.table(new Table("step ")
                .row(List.of(
                        Table.plain(name),
                        Table.plain(text(step, "action")),
                        status(step),
                        Table.plain(time(step)),
                        Table.plain(detail))));
        if (step.has("firstFailedPass")) {
            JsonNode first = step.get("firstFailedPass");
            page.add("  failed first: ").add(Tone.BAD, text(first, "step")).line(": " + text(first, "message"));
        }
        for (String member :
                List.of("items", "payload", "response", "exports", "result", "diagnostics", "expectation")) {
            if (step.has(member)) {
                page.value("  ", member, step.get(member));
            }
        }
        writeError(page, step.path("error"));
        writeAttempts(page, step.path("attemptLog"));
        writeInside(page, step.path("steps"));
        writeCalls(page, step.path("calls"));
    }

    private static void writeAttempts(Page page, JsonNode attempts) {
        if (!attempts.isEmpty()) {
            page.line("attempts:");
        }
        Table table = new Table("  ");
        for (JsonNode attempt : attempts) {
            String next = attempt.has("delayMs")
                    ? "next in " + Times.show(attempt.get("delayMs").asLong(0))
                    : "";
            table.row(text(attempt, "number"), text(attempt, "startedAt"), outcome(attempt), next);
        }
        page.table(table);
    }

    private static String outcome(JsonNode attempt) {
        String otherwise = attempt.has("cutOff") ? "cut off" : "ok";
        return attempt.has("error") ? text(attempt.get("error"), "message") : otherwise;
    }

    private static void writeInside(Page page, JsonNode steps) {
        if (!steps.isEmpty()) {
            page.line("steps:");
        }
        Table table = new Table("  ");
        for (JsonNode step : steps) {
            table.row(List.of(
                    status(step),
                    Table.plain(text(step, "step")),
                    Table.plain(text(step, "action")),
                    Table.plain(time(step)),
                    Table.plain(step.has("passes") ? StepTree.passes(step.get("passes")) : "")));
        }
        page.table(table);
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
        String time = call.has("durationMs") ? "  " + time(call) : "";
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
