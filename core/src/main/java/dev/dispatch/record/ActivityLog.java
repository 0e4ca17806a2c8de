package dev.dispatch.record;

import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepReport;
import dev.dispatch.time.Durations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code activity.log}: the run told in lines for people. */
final class ActivityLog {

    private final RecordFiles files;

    ActivityLog(RecordFiles files) {
        this.files = files;
    }

    void started(RunEvent.RunStarted run) {
        int steps = run.steps().size();
        line(run.at(), "run " + run.runId() + " started, " + steps + (steps == 1 ? " step" : " steps"));
    }

    void entered(RunEvent.StepEntered step) {
        line(step.at(), "step " + step.stepId() + " started: " + step.action());
    }

    void call(Instant at, ObjectNode call) {
        String outcome = call.has("httpCode")
                ? call.get("httpCode").asString("")
                : call.path("error").asString("no answer");
        line(
                at,
                "call " + call.path("idx").asInt(0) + " of step "
                        + call.path("stepId").asString("") + ": "
                        + call.path("method").asString("") + " "
                        + call.path("url").asString("") + " -> " + outcome
                        + " (" + call.path("durationMs").asLong(0) + "ms)"
                        + (call.has("tls") ? ", without a look at the server's certificate" : ""));
    }

    void attemptFailed(RunEvent.AttemptFailed failed) {
        line(
                failed.at(),
                "step " + failed.stepId() + " attempt " + failed.attempt() + " failed: "
                        + failed.failure().message() + "; the next one in "
                        + Durations.show(failed.delay()));
    }

    void note(Instant at, @Nullable String stepId, String text) {
        line(at, stepId == null ? text : "step " + stepId + ": " + text);
    }

    void finished(Instant at, StepReport step) {
        StringBuilder text =
                new StringBuilder("step " + step.stepId() + " " + step.outcome().status());
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

    private void line(Instant at, String text) {
        files.append(RecordFiles.ACTIVITY, Stamp.of(at) + " " + text);
    }
}
