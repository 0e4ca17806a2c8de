package dev.dispatch.record;

import dev.dispatch.expression.Condition;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the paths of a verification lead into: {@code {summary, inputs, outputs, steps, calls}}. The exchanges are read
 * only for a condition that can see them, since their bodies are files of their own.
 */
final class VerifiedDocument {

    private static final String CALLS = "calls";
    private static final List<String> OTHERS = List.of("$.summary", "$.inputs", "$.outputs", "$.steps");
    private static final List<String> OF_A_STEP =
            List.of("status", "response", "exports", "result", "error", "durationMs", "attempts", "passes");

    private final RunRecord run;
    private @Nullable ObjectNode document;

    VerifiedDocument(RunRecord run) {
        this.run = run;
    }

    /** The document as far as the condition can see it. */
    ObjectNode of(Condition condition) {
        ObjectNode made = document;
        if (made == null) {
            made = withoutCalls();
            document = made;
        }
        boolean seen =
                condition.rules().anyMatch(rule -> canLeadToCalls(rule.path().text()));
        if (seen && made.get(CALLS).isEmpty()) {
            made.set(CALLS, calls());
        }
        return made;
    }

    /** Every path but one into another member that does not start anew in a filter. */
    private static boolean canLeadToCalls(String path) {
        return path.indexOf('$', 1) > 0 || OTHERS.stream().noneMatch(path::startsWith);
    }

    private ObjectNode withoutCalls() {
        ObjectNode summary = run.summary();
        ObjectNode made = Json.object();
        made.set("summary", summary);
        made.set("inputs", run.meta().path("inputs"));
        made.set("outputs", summary.path("outputs"));
        ObjectNode steps = Json.object();
        for (ObjectNode step : run.stepResults()) {
            ObjectNode shown = Json.object();
            for (String member : OF_A_STEP) {
                if (step.has(member)) {
                    shown.set(member, step.get(member));
                }
            }
            steps.set(step.path("stepId").asString(""), shown);
        }
        made.set("steps", steps);
        made.set(CALLS, Json.array());
        return made;
    }

    private ArrayNode calls() {
        ArrayNode calls = Json.array();
        run.calls().forEach(call -> calls.add(Dump.call(call, Extent.WHOLE)));
        return calls;
    }
}
