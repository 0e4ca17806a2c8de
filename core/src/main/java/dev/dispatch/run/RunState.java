package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.plan.Plan;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the steps of a run have given so far, unredacted; never leaves the runner. */
final class RunState {

    private final Plan plan;
    private final ObjectNode run = Json.object();
    private final ObjectNode steps = Json.object();

    RunState(Plan plan, String runId, String startedAt) {
        this.plan = plan;
        run.put("runId", runId);
        run.put("startedAt", startedAt);
    }

    Plan plan() {
        return plan;
    }

    ObjectNode run() {
        return run;
    }

    Optional<JsonNode> step(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    void finished(String stepId, StepOutcome outcome) {
        steps.set(stepId, outcome.toJson());
    }

    void set(String name, JsonNode value) {
        run.set(name, value);
    }

    /** The document that {@code when} sees: {@code {input, run, steps}}. */
    ObjectNode document() {
        ObjectNode document = Json.object();
        document.set("input", plan.inputs());
        document.set("run", run);
        document.set("steps", steps);
        return document;
    }
}
