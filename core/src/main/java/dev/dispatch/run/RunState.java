package dev.dispatch.run;

import dev.dispatch.job.RunNames;
import dev.dispatch.json.Json;
import dev.dispatch.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the steps of a run have given so far, unredacted; never leaves the runner. Safe for several threads: what it hands
 * out does not change any more.
 *
 * <p>What runs beside other steps, or may be run again, writes into a branch: it sees what was there when it began, and
 * nobody sees what it gives before it is merged.
 */
final class RunState {

    private final Plan plan;
    private final @Nullable RunState trunk;
    private final ObjectNode run = Json.object();
    private final ObjectNode steps = Json.object();

    private RunState(Plan plan, @Nullable RunState trunk) {
        this.plan = plan;
        this.trunk = trunk;
    }

    RunState(Plan plan, RunFacts facts, String startedAt) {
        this(plan, null);
        run.put("runId", facts.runId());
        if (facts.batch() != null) {
            facts.batch().writeTo(run);
        }
        run.put("startedAt", startedAt);
    }

    /** That of a job which is called here: it knows the run and nothing of what was given in it. */
    RunState called(Plan other) {
        RunState state = new RunState(other, null);
        for (String fact : RunNames.FACTS) {
            JsonNode value = get(fact);
            if (value != null) {
                state.run.set(fact, value);
            }
        }
        return state;
    }

    RunState branch() {
        return new RunState(plan, this);
    }

    /**
     * Takes over what a branch of this state gave.
     *
     * @return the first name under {@code run} that has another value here already; the others are taken over
     */
    Optional<String> merge(RunState branch) {
        ObjectNode given = branch.ownRun();
        ObjectNode outcomes = branch.ownSteps();
        String conflict = null;
        synchronized (this) {
            steps.setAll(outcomes);
            for (Map.Entry<String, JsonNode> value : given.properties()) {
                JsonNode before = get(value.getKey());
                if (before == null || Json.equal(before, value.getValue())) {
                    run.set(value.getKey(), value.getValue());
                } else if (conflict == null) {
                    conflict = value.getKey();
                }
            }
        }
        return Optional.ofNullable(conflict);
    }

    /** Takes over what a branch of this state gave, over what is here: nobody else wrote beside it. */
    void takeOver(RunState branch) {
        ObjectNode given = branch.ownRun();
        ObjectNode outcomes = branch.ownSteps();
        synchronized (this) {
            steps.setAll(outcomes);
            run.setAll(given);
        }
    }

    Plan plan() {
        return plan;
    }

    /** What was given at the start with what was captured over it. */
    ObjectNode run() {
        ObjectNode all = trunk == null ? Json.object().setAll(plan.runtime()) : trunk.run();
        return all.setAll(ownRun());
    }

    /** What the run itself set; a value that was given at the start is free to be replaced. */
    @Nullable
    JsonNode get(String name) {
        JsonNode own = own(name);
        return own == null && trunk != null ? trunk.get(name) : own;
    }

    synchronized void set(String name, JsonNode value) {
        run.set(name, value);
    }

    Optional<JsonNode> step(String id) {
        JsonNode own = ownStep(id);
        return own == null && trunk != null ? trunk.step(id) : Optional.ofNullable(own);
    }

    synchronized void finished(String stepId, StepOutcome outcome) {
        steps.set(stepId, outcome.toJson());
    }

    /**
     * The document that {@code when} sees: {@code {input, run, steps}}, as far as paths lead into it.
     *
     * @param view what is made of each part; ids of steps are names that the job chose and stay as they are
     */
    ObjectNode document(Ways ways, UnaryOperator<JsonNode> view) {
        ObjectNode document = Json.object();
        if (ways.leadInto("input")) {
            document.set("input", view.apply(plan.inputs()));
        }
        if (ways.leadInto("run")) {
            document.set("run", view.apply(run()));
        }
        if (ways.leadInto("steps")) {
            ObjectNode outcomes = document.putObject("steps");
            seen(ways).forEach((id, outcome) -> outcomes.set(id, view.apply(outcome)));
        }
        return document;
    }

    private Map<String, JsonNode> seen(Ways ways) {
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        if (ways.leadThrough("steps")) {
            steps().properties().forEach(step -> seen.put(step.getKey(), step.getValue()));
        } else {
            ways.below("steps").forEach(id -> step(id).ifPresent(outcome -> seen.put(id, outcome)));
        }
        return seen;
    }

    private ObjectNode steps() {
        ObjectNode all = trunk == null ? Json.object() : trunk.steps();
        return all.setAll(ownSteps());
    }

    private synchronized @Nullable JsonNode own(String name) {
        return run.get(name);
    }

    private synchronized @Nullable JsonNode ownStep(String id) {
        return steps.get(id);
    }

    private synchronized ObjectNode ownRun() {
        return Json.object().setAll(run);
    }

    private synchronized ObjectNode ownSteps() {
        return Json.object().setAll(steps);
    }
}
