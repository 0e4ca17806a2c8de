package dev.dispatch.cli.output;

import dev.dispatch.json.Json;
import dev.dispatch.run.CallRecord;
import dev.dispatch.run.FailedStep;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepFailure;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of events for programs, {@code docs/reference/run-event.schema.json}: what happens, where and how it ended. What
 * is sent and answered is in the record.
 */
final class EventDocument {

    private static final int VERSION = 1;
    private static final int MOST_STEPS = 100;

    /** What stands before the number of a poll's try in a path. */
    private static final String TRY = "/~p";

    private final int longestText;

    /** @param longestText characters of a message, a URL or a detail before it is cut */
    EventDocument(int longestText) {
        this.longestText = longestText;
    }

    /**
     * One event.
     *
     * @param seq its place among all that a command tells, from 1
     */
    ObjectNode of(RunEvent event, long seq, String runId) {
        ObjectNode json = Json.object().put("v", VERSION).put("seq", seq);
        switch (event) {
            case RunEvent.RunStarted started -> started(head(json, "run-started", event, runId), started);
            case RunEvent.StepEntered entered -> entered(head(json, "step-started", event, runId), entered);
            case RunEvent.AttemptStarted attempt -> attempt(head(json, "attempt", event, runId), attempt);
            case RunEvent.Observed observed -> {
                head(json, "observed", event, runId);
                if (observed.stepId() != null) {
                    json.put("stepId", observed.stepId());
                }
                json.put("path", observed.path()).put("what", observed.what());
            }
            case RunEvent.AttemptFailed failed -> failed(head(json, "retry", event, runId), failed);
            case RunEvent.CallStarted call ->
                head(json, "call-started", event, runId)
                        .put("stepId", call.stepId())
                        .put("path", call.path())
                        .put("method", call.method())
                        .put("url", cut(call.url()));
            case RunEvent.CallFinished finished -> call(head(json, "call-finished", event, runId), finished.call());
            case RunEvent.Activity line -> {
                head(json, "log", event, runId);
                if (line.stepId() != null) {
                    json.put("stepId", line.stepId());
                }
                json.put("message", cut(line.line()));
            }
            case RunEvent.Progress progress ->
                head(json, "progress", event, runId)
                        .put("stepId", progress.stepId())
                        .put("message", cut(progress.message()));
            case RunEvent.StepFinished finished -> finished(head(json, "step-finished", event, runId), finished.step());
            case RunEvent.RunFinished finished -> finished(head(json, "run-finished", event, runId), finished.result());
        }
        return json;
    }

    private static ObjectNode head(ObjectNode json, String type, RunEvent event, String runId) {
        return json.put("type", type).put("at", stamp(event.at())).put("runId", runId);
    }

    private static void started(ObjectNode json, RunEvent.RunStarted run) {
        ArrayNode steps = Json.array();
        for (RunEvent.PlannedStep step : run.steps()) {
            if (steps.size() == MOST_STEPS) {
                break;
            }
            ObjectNode shown = steps.addObject()
                    .put("number", step.number())
                    .put("stepId", step.stepId())
                    .put("action", step.action());
            if (step.depth() > 0) {
                shown.put("depth", step.depth());
            }
            if (step.loops()) {
                shown.put("loops", true);
            }
        }
        json.put("total", run.steps().size()).put("shown", steps.size()).set("steps", steps);
    }

    private static void entered(ObjectNode json, RunEvent.StepEntered step) {
        json.put("number", step.number())
                .put("stepId", step.stepId())
                .put("path", step.path())
                .put("action", step.action());
        putIndex(json, step.path());
        if (step.items() != null) {
            json.put("items", step.items().size());
        }
    }

    private static void attempt(ObjectNode json, RunEvent.AttemptStarted attempt) {
        json.put("stepId", attempt.stepId()).put("path", attempt.path()).put("action", attempt.action());
        json.put("attempt", numberBehind(attempt.path(), "#"));
        if (attempt.path().contains(TRY)) {
            json.put("try", numberBehind(attempt.path(), TRY));
        }
    }

    private void failed(ObjectNode json, RunEvent.AttemptFailed failed) {
        json.put("stepId", failed.stepId()).put("path", failed.path()).put("attempt", failed.attempt());
        json.put("delayMs", failed.delay().toMillis());
        json.set("error", error(failed.failure()));
    }

    private void call(ObjectNode json, CallRecord call) {
        json.put("stepId", call.stepId()).put("path", call.path()).put("action", call.name());
        json.put("method", call.method()).put("url", cut(call.url()));
        if (call.status() != null) {
            json.put("httpCode", call.status());
        }
        json.put("expected", call.expected());
        json.put(
                "durationMs", Duration.between(call.startedAt(), call.endedAt()).toMillis());
        if (call.error() != null) {
            json.put("error", cut(call.error()));
        }
    }

    private void finished(ObjectNode json, StepReport step) {
        json.put("number", step.number())
                .put("stepId", step.stepId())
                .put("path", step.path())
                .put("action", step.action());
        putIndex(json, step.path());
        json.put("status", step.outcome().status().name()).put("attempts", step.attempts());
        if (step.startedAt() != null) {
            json.put("durationMs", step.duration().toMillis());
            json.put("waitingMs", step.waiting().toMillis());
        }
        if (step.passes() != null) {
            json.set("passes", step.passes().toJson());
        }
        String detail = step.outcome() instanceof StepOutcome.Skipped(String reason)
                ? reason
                : step.outcome().output().detail();
        if (detail != null) {
            json.put("detail", cut(detail));
        }
        step.outcome().failure().ifPresent(failure -> json.set("error", error(failure)));
    }

    private void finished(ObjectNode json, RunResult run) {
        json.put("status", run.status().name());
        json.put("durationMs", run.duration().toMillis());
        run.failedStep().ifPresent(step -> json.set("failedStep", failedStep(step)));
        if (run.failure() != null) {
            json.set("error", error(run.failure().cause()));
        }
    }

    private static ObjectNode failedStep(FailedStep step) {
        return Json.object()
                .put("id", step.stepId())
                .put("action", step.action())
                .put("path", step.path());
    }

    private ObjectNode error(StepFailure failure) {
        return Json.object()
                .put("code", failure.code().name())
                .put("reason", failure.reason())
                .put("retryable", failure.code().retryable())
                .put("message", cut(failure.message()));
    }

    /** The item of the innermost loop that an execution belongs to. */
    private static void putIndex(ObjectNode json, String path) {
        if (path.indexOf('[') >= 0) {
            json.put("index", numberBehind(path, "["));
        }
    }

    /** The number behind the last place of a mark. */
    private static int numberBehind(String path, String mark) {
        int from = path.lastIndexOf(mark) + mark.length();
        int number = 0;
        for (int i = from; i < path.length() && Character.isDigit(path.charAt(i)); i++) {
            number = number * 10 + (path.charAt(i) - '0');
        }
        return number;
    }

    private String cut(String text) {
        return text.length() <= longestText
                ? text
                : text.substring(0, longestText) + "... (" + text.length() + " characters)";
    }

    private static String stamp(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
