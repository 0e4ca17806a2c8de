package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepStatus;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A finished run as {@code summary.json} holds it. */
final class SummaryDocument {

    private static final List<String> OF_A_STEP =
            List.of("stepId", "path", "action", "status", "attempts", "durationMs", "passes");

    private SummaryDocument() {}

    /**
     * The document.
     *
     * @param runDir redacted; whoever reads the record knows better where it is
     * @param jobType redacted
     */
    static ObjectNode of(String cliVersion, String runDir, String jobType, RunResult run) {
        ObjectNode json = Json.object();
        json.put("cliVersion", cliVersion);
        json.put("jobType", jobType);
        json.put("status", run.status().name());
        json.put("runId", run.runId());
        json.put("runDir", runDir);
        json.put("startedAt", Stamp.of(run.startedAt()));
        json.put("endedAt", Stamp.of(run.endedAt()));
        json.put("durationMs", run.duration().toMillis());
        json.set("outputs", run.outputs());
        run.failedStep().ifPresent(step -> {
            json.set("failedStep", FailedStepDocument.of(step));
            json.put("failedStepIndex", step.number());
        });
        RunResult.RunFailure failure = run.failure();
        if (failure != null) {
            json.set("error", failure.cause().toJson());
        }
        ArrayNode steps = Json.array();
        run.steps().forEach(step -> steps.add(step(StepDocument.inShort(step))));
        json.set("steps", steps);
        return json;
    }

    /** Says that a record lacks something, so that a run cannot be repeated or continued from it. */
    static void incomplete(ObjectNode summary, String reason) {
        summary.put("replayable", false);
        summary.put("resumable", false);
        summary.put("incomplete", reason);
    }

    /** A step in short, of its result. */
    static ObjectNode step(ObjectNode result) {
        ObjectNode json = Json.object();
        for (String member : OF_A_STEP) {
            JsonNode value = result.get(member);
            if (value != null) {
                json.set(member, value);
            }
        }
        if (StepStatus.SKIPPED.name().equals(json.path("status").asString(""))) {
            json.remove("durationMs");
        }
        return json;
    }
}
