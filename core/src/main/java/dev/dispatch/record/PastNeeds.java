package dev.dispatch.record;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Expression;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Segment;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.AppliedDefaults;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.TextReferences;
import dev.dispatch.redact.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds whose values are needed again: values that the record does not hold because they were secret or too large, and that
 * what is still to run refers to.
 */
final class PastNeeds {

    private static final Roots ANY =
            JobRoots.ANSWER.and("credential").and("item").and("index").and("previous");

    /** By place, the ends of executions that lack values. */
    private final Map<String, ObjectNode> lacking = new LinkedHashMap<>();

    private final Set<String> needed = new LinkedHashSet<>();
    private final PastExecutions executions;

    PastNeeds(PastExecutions executions) {
        this.executions = executions;
    }

    /** What is taken over, with everything in it. */
    void taken(String place) {
        executions.within(place).forEach((at, execution) -> {
            ObjectNode exit = execution.exit();
            if (exit != null && execution.lacksValues()) {
                lacking.put(at, exit);
            }
        });
    }

    /** The places of the executions whose values are needed. */
    Set<String> needed() {
        return needed;
    }

    /** A step that is still to run looks for what it refers to. */
    void of(Plan plan, Node node, String place) {
        if (lacking.isEmpty()) {
            return;
        }
        Step step = node.step();
        AppliedDefaults defaults = plan.defaults();
        JsonNode document = defaults == null ? plan.job().source().root() : defaults.document();
        JsonNode written = document.at(step.pointer().text());
        if (written instanceof ObjectNode object && node instanceof Node.Block) {
            ObjectNode own = object.deepCopy();
            own.remove("steps");
            written = own;
        }
        references(written, step.roots(ANY), place);
        if (step.when() != null) {
            condition(step.when(), place);
        }
        if (step.loop() instanceof Loop.Repeat repeat) {
            condition(repeat.condition(), place);
        }
    }

    /** What a job gives looks for what it refers to. */
    void ofOutputs(Plan plan, String job) {
        if (!lacking.isEmpty()) {
            references(plan.job().source().root().path("outputs"), ANY, job);
        }
    }

    private void references(JsonNode written, Roots roots, String place) {
        TextReferences.in(written, Pointer.ROOT, roots).forEach(use -> reference(use.reference(), place));
    }

    private void reference(Expression.Reference reference, String place) {
        List<Object> way = new ArrayList<>();
        for (Segment segment : reference.segments()) {
            switch (segment) {
                case Segment.Name(String name) -> way.add(name);
                case Segment.Index(int index) -> way.add(index);
            }
        }
        switch (reference.root()) {
            case "step" -> step(way, place);
            case "run" -> captured(way, place);
            case "previous" -> passes(way, place);
            default -> {
                // Nothing that a step gave.
            }
        }
    }

    private void condition(Condition condition, String place) {
        condition.rules().forEach(rule -> {
            List<Object> way = new ArrayList<>(rule.path().leadingNames());
            String root = way.isEmpty() ? "" : (String) way.removeFirst();
            if (root.isEmpty() || root.equals("steps")) {
                step(way, place);
            }
            if (root.isEmpty() || root.equals("run")) {
                captured(way, place);
            }
            if (root.equals("response")) {
                passes(way, place);
            }
        });
    }

    /** @param way from the id of a step on; empty for all of them */
    private void step(List<Object> way, String place) {
        String id = way.isEmpty() ? "" : String.valueOf(way.getFirst());
        lacking.forEach((at, exit) -> {
            if (at.endsWith("]") || !PlanPlaces.sees(place, at)) {
                return;
            }
            boolean own = id.isEmpty() || PlanPlaces.stepId(at).equals(id);
            if (own && leadsToLack(exit, way.isEmpty() ? way : way.subList(1, way.size()))) {
                needed.add(at);
            }
        });
        lacking.forEach((at, exit) -> {
            // What stands in a block or loop that still runs becomes part of what that gives.
            if (isInOpen(at, id) && place.startsWith(PlanPlaces.job(at))) {
                needed.add(at);
            }
        });
    }

    private boolean isInOpen(String at, String id) {
        for (String around = PastExecutions.around(at); !around.isEmpty(); around = PastExecutions.around(around)) {
            PastExecution execution = executions.get(around);
            boolean open = execution != null && execution.exit() == null;
            if (open
                    && PlanPlaces.job(around).equals(PlanPlaces.job(at))
                    && PlanPlaces.stepId(around).equals(id)) {
                return true;
            }
        }
        return false;
    }

    private void captured(List<Object> way, String place) {
        lacking.forEach((at, exit) -> {
            if (!at.endsWith("]") && PlanPlaces.sees(place, at) && leads(exit.path("captured"), way)) {
                needed.add(at);
            }
        });
    }

    /** What the last pass of a loop gave to the next one. */
    private void passes(List<Object> way, String place) {
        lacking.forEach((at, exit) -> {
            String loop = PastExecutions.around(at);
            if (at.endsWith("]")
                    && (place.equals(loop) || place.startsWith(loop + "["))
                    && leads(response(exit), way)) {
                needed.add(at);
            }
        });
    }

    private static JsonNode response(ObjectNode exit) {
        return exit.path("response");
    }

    private static boolean leadsToLack(ObjectNode exit, List<Object> way) {
        String part = way.isEmpty() ? "" : String.valueOf(way.getFirst());
        boolean ofAnswer = part.equals("response") || part.equals("exports") || part.equals("result");
        return (exit.has("omitted") && (way.isEmpty() || ofAnswer)) || leads(PastStep.shown(exit), way);
    }

    /** Whether what a way leads to lacks something, or what it leads through is gone as a whole. */
    private static boolean leads(JsonNode from, List<Object> way) {
        JsonNode at = from;
        for (Object step : way) {
            if (at.isString()) {
                break;
            }
            at = step instanceof Integer || at.isArray()
                    ? at.path(step instanceof Integer number ? number : index((String) step))
                    : at.path((String) step);
        }
        return at.toString().contains(Redactor.MARK);
    }

    /** A name of digits is an index of an array. */
    private static int index(String name) {
        boolean digits = !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(name) : -1;
    }
}
