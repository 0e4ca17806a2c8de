package dev.dispatch.report;

import dev.dispatch.record.RunRecord;
import dev.dispatch.time.Times;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The outcome of a recorded run, which every report begins with. */
final class RunSummary {

    private final RunRecord run;
    private final ObjectNode summary;
    private final List<ReportedStep> steps;

    private RunSummary(RunRecord run, ObjectNode summary, List<ReportedStep> steps) {
        this.run = run;
        this.summary = summary;
        this.steps = steps;
    }

    static RunSummary of(RunRecord run) {
        return of(run, _ -> {});
    }

    /** Reads the journal once, and hands each line of it on. */
    static RunSummary of(RunRecord run, Consumer<ObjectNode> journal) {
        ObjectNode summary = run.summary();
        StepNotes notes = new StepNotes();
        run.journal(line -> {
            notes.line(line);
            journal.accept(line);
        });
        return new RunSummary(run, summary, ReportedStep.of(summary, notes));
    }

    String runId() {
        return run.runId();
    }

    String jobType() {
        return summary.path("jobType").asString("");
    }

    String version() {
        return summary.path("cliVersion").asString("");
    }

    String status() {
        return run.status().name();
    }

    boolean succeeded() {
        return status().equals("SUCCESS");
    }

    String startedAt() {
        return summary.path("startedAt").asString("");
    }

    /** -1 for a run that was killed. */
    long durationMs() {
        return summary.path("durationMs").asLong(-1);
    }

    /** How long it took; empty for a run that was killed. */
    String time() {
        return durationMs() < 0 ? "" : Times.show(durationMs());
    }

    JsonNode inputs() {
        return run.meta().path("inputs");
    }

    JsonNode outputs() {
        return summary.path("outputs");
    }

    List<ReportedStep> steps() {
        return steps;
    }

    /** Why the run did not succeed; empty where it did. */
    String error() {
        String message = summary.path("error").path("message").asString("");
        if (!message.isEmpty() || succeeded()) {
            return message;
        }
        return run.finished()
                ? "The run ended " + status()
                : "The run was killed, or still goes: its record has no end";
    }

    String errorCode() {
        return summary.path("error").path("reason").asString("");
    }

    /** The step that the run failed at, in a loop its execution; empty where none did. */
    String failedStep() {
        JsonNode step = summary.path("failedStep");
        return step.path("pass").asString(step.path("id").asString(""));
    }

    JsonNode issues() {
        return summary.path("error").path("issues");
    }

    /** What the record lacks; empty for nothing. */
    String incomplete() {
        return summary.path("incomplete").asString("");
    }

    /** Such as {@code 5 steps: 3 ok, 1 failed, 1 not run}. */
    String stepCounts() {
        Map<String, Integer> counts = new TreeMap<>();
        steps.forEach(step -> counts.merge(step.status(), 1, Integer::sum));
        StringBuilder text = new StringBuilder(Words.count(steps.size(), "step", "steps"));
        String before = ": ";
        for (String status : List.of("SUCCEEDED", "FAILED", "CANCELLED", "SKIPPED", "NOT_RUN")) {
            if (counts.containsKey(status)) {
                text.append(before).append(counts.get(status)).append(' ').append(Words.status(status));
                before = ", ";
            }
        }
        return text.toString();
    }
}
