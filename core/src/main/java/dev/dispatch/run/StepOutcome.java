package dev.dispatch.run;

import dev.dispatch.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a step ended and what it gave. */
public sealed interface StepOutcome {

    record Succeeded(StepOutput output) implements StepOutcome {}

    /** The output keeps what was answered before it failed. */
    record Failed(StepOutput output, StepFailure cause) implements StepOutcome {}

    /** The reason is the summary of the condition that was false. */
    record Skipped(String reason) implements StepOutcome {}

    record Cancelled(StepOutput output) implements StepOutcome {}

    record NotRun() implements StepOutcome {}

    default StepStatus status() {
        return switch (this) {
            case Succeeded _ -> StepStatus.SUCCEEDED;
            case Failed _ -> StepStatus.FAILED;
            case Skipped _ -> StepStatus.SKIPPED;
            case Cancelled _ -> StepStatus.CANCELLED;
            case NotRun _ -> StepStatus.NOT_RUN;
        };
    }

    default StepOutput output() {
        return switch (this) {
            case Succeeded succeeded -> succeeded.output();
            case Failed failed -> failed.output();
            case Cancelled cancelled -> cancelled.output();
            case Skipped _, NotRun _ -> StepOutput.NONE;
        };
    }

    default Optional<StepFailure> failure() {
        return this instanceof Failed failed ? Optional.of(failed.cause()) : Optional.empty();
    }

    /** The form of {@code steps.<id>} everywhere: {@code {status, response?, exports?, result?, error?}}. */
    default ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("status", status().name());
        set(json, "response", output().response());
        set(json, "exports", output().exports());
        set(json, "result", output().result());
        failure().ifPresent(failure -> json.set("error", failure.toJson()));
        return json;
    }

    private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}
