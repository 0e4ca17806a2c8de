package dev.dispatch.record;

import dev.dispatch.run.Places;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepReport;
import dev.dispatch.time.Durations;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code activity.log}: the run told in lines for people. Of a step in a loop the first executions are told, and
 * of the others only those that failed, so that the length does not follow the number of items.
 */
final class ActivityLog {

    /** Lines about one step in a loop, and as many again about its failures. */
    private static final int MOST_OF_A_LOOP = 100;

    private final RecordFiles files;
    /** By id of a step in a loop, the lines that it has; those of its failures under {@code -id}, which no id is. */
    private final Map<String, Integer> told = new HashMap<>();

    ActivityLog(RecordFiles files) {
        this.files = files;
    }

    void started(RunEvent.RunStarted run) {
        for (RunEvent.PlannedStep step : run.steps()) {
            if (step.loops()) {
                told.put(step.stepId(), 0);
            }
        }
        int steps = run.steps().size();
        line(run.at(), "run " + run.runId() + " started, " + steps + (steps == 1 ? " step" : " steps"));
    }

    void resumed(RunEvent.RunStarted run, Instant at) {
        for (RunEvent.PlannedStep step : run.steps()) {
            if (step.loops()) {
                told.put(step.stepId(), 0);
            }
        }
        line(at, "run " + run.runId() + " resumed");
    }

    void entered(RunEvent.StepEntered step) {
        if (hasRoom(step.at(), step.stepId(), step.path(), false)) {
            line(step.at(), "step " + name(step.stepId(), step.path()) + " started: " + step.action());
        }
    }

    void call(Instant at, ObjectNode call) {
        String stepId = call.path("stepId").asString("");
        String path = call.path("path").asString("");
        if (!hasRoom(at, stepId, path, false)) {
            return;
        }
        String outcome = call.has("httpCode")
                ? call.get("httpCode").asString("")
                : call.path("error").asString("no answer");
        line(
                at,
                "call " + call.path("idx").asInt(0) + " of step " + name(stepId, path) + ": "
                        + call.path("method").asString("") + " "
                        + call.path("url").asString("") + " -> " + outcome
                        + " (" + call.path("durationMs").asLong(0) + "ms)"
                        + (call.has("tls") ? ", without a look at the server's certificate" : ""));
    }

    void attemptFailed(RunEvent.AttemptFailed failed) {
        if (hasRoom(failed.at(), failed.stepId(), failed.path(), true)) {
            line(
                    failed.at(),
                    "step " + name(failed.stepId(), failed.path()) + " attempt " + failed.attempt() + " failed: "
                            + failed.failure().message() + "; the next one in "
                            + Durations.show(failed.delay()));
        }
    }

    void note(Instant at, @Nullable String stepId, String text) {
        boolean inLoop = stepId != null && told.containsKey(stepId);
        if (stepId == null || !inLoop || hasRoom(at, stepId, false)) {
            line(at, stepId == null ? text : "step " + stepId + ": " + text);
        }
    }

    void finished(Instant at, StepReport step) {
        boolean failed = step.outcome() instanceof StepOutcome.Failed;
        if (!hasRoom(at, step.stepId(), step.path(), failed)) {
            return;
        }
        StringBuilder text = new StringBuilder("step " + name(step.stepId(), step.path()) + " "
                + step.outcome().status());
        if (step.startedAt() != null) {
            text.append(" (").append(step.duration().toMillis()).append("ms)");
        }
        String detail = step.outcome().output().detail();
        if (detail != null) {
            text.append(": ").append(detail);
        }
        step.outcome().failure().ifPresent(failure -> text.append(": ").append(failure.message()));
        line(at, text.toString());
    }

    void finished(RunResult run) {
        RunResult.RunFailure failure = run.failure();
        line(
                run.endedAt(),
                "run " + run.status() + " (" + run.duration().toMillis() + "ms)"
                        + (failure == null ? "" : ": " + failure.cause().message()));
    }

    /** Inside a loop the place, since its items have to be told apart. */
    private static String name(String stepId, String path) {
        return Places.inLoop(path) ? Places.named(Places.of(path)) : stepId;
    }

    private boolean hasRoom(Instant at, String stepId, String path, boolean failure) {
        return !Places.inLoop(path) || hasRoom(at, stepId, failure);
    }

    /** Says once that the rest is somewhere else. */
    private boolean hasRoom(Instant at, String stepId, boolean failure) {
        int before = told.merge(failure ? "-" + stepId : stepId, 1, Integer::sum) - 1;
        if (before == MOST_OF_A_LOOP) {
            line(
                    at,
                    "step " + stepId + (failure ? ": further failures" : ": further passes, unless they fail,")
                            + " are in " + RecordFiles.JOURNAL + " only");
        }
        return before < MOST_OF_A_LOOP;
    }

    private void line(Instant at, String text) {
        files.append(RecordFiles.ACTIVITY, Stamp.of(at) + " " + text);
    }
}
