package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.plan.Plan;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the steps of a run have given so far, unredacted; never leaves the runner. Safe for several threads: what it hands
 * out does not change any more.
 */
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

    /** What was given at the start with what was captured over it. */
    synchronized ObjectNode run() {
        ObjectNode all = Json.object();
        all.setAll(plan.runtime());
        return all.setAll(run);
    }

    /** What the run itself set; a value that was given at the start is free to be replaced. */
    synchronized @Nullable JsonNode get(String name) {
        return run.get(name);
    }

    synchronized void set(String name, JsonNode value) {
        run.set(name, value);
    }

    synchronized Optional<JsonNode> step(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    synchronized void finished(String stepId, StepOutcome outcome) {
        steps.set(stepId, outcome.toJson());
    }

    /**
     * The document that {@code when} sees: {@code {input, run, steps}}.
     *
     * @param view what is made of each part; ids of steps are names that the job chose and stay as they are
     */
    synchronized ObjectNode document(UnaryOperator<JsonNode> view) {
        ObjectNode outcomes = Json.object();
        steps.properties().forEach(step -> outcomes.set(step.getKey(), view.apply(step.getValue())));
        ObjectNode document = Json.object();
        document.set("input", view.apply(plan.inputs()));
        document.set("run", view.apply(run()));
        document.set("steps", outcomes);
        return document;
    }
}
