package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.FailedStep;
import dev.dispatch.run.Places;
import tools.jackson.databind.node.ObjectNode;

/** The form of {@code failedStep} in every document. */
public final class FailedStepDocument {

    private FailedStepDocument() {}

    /** {@code id, action} and, in a loop, the {@code pass} as {@code --step} takes it. */
    public static ObjectNode of(FailedStep step) {
        ObjectNode json = Json.object().put("id", step.stepId()).put("action", step.action());
        if (Places.inLoop(step.path())) {
            json.put("pass", reference(step));
        }
        return json;
    }

    /** What {@code --step} takes to show it. */
    public static String reference(FailedStep step) {
        return Places.inLoop(step.path()) ? Places.named(Places.of(step.path())) : step.stepId();
    }
}
