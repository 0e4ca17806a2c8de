package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.run.Passes;
import dev.dispatch.run.StepFailure;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepOutput;
import dev.dispatch.run.StepReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A finished step as {@code step-results.json} and the journal hold it. */
final class StepDocument {

    private StepDocument() {}

    static ObjectNode of(StepReport step) {
        ObjectNode json = inShort(step);
        StepOutput output = step.outcome().output();
        String detail = step.outcome() instanceof StepOutcome.Skipped(String reason) ? reason : output.detail();
        if (detail != null) {
            json.put("detail", detail);
        }
        set(json, "response", output.response());
        set(json, "exports", output.exports());
        set(json, "result", output.result());
        set(json, "diagnostics", output.diagnostics());
        if (!output.captured().isEmpty()) {
            ObjectNode captured = Json.object();
            output.captured().forEach(captured::set);
            json.set("captured", captured);
        }
        if (!output.expectations().isEmpty()) {
            json.set("expectation", expectation(output.expectations(), step.outcome()));
        }
        step.outcome().failure().ifPresent(failure -> json.set("error", failure.toJson()));
        return json;
    }

    /** Which step it is, how it ended, and what it took. */
    static ObjectNode inShort(StepReport step) {
        ObjectNode json = Json.object();
        json.put("stepId", step.stepId());
        json.put("path", step.path());
        json.put("action", step.action());
        json.put("status", step.outcome().status().name());
        json.put("attempts", step.attempts());
        Instant startedAt = step.startedAt();
        if (startedAt != null) {
            json.put("startedAt", Stamp.of(startedAt));
            json.put("durationMs", step.duration().toMillis());
            json.put("waitingMs", step.waiting().toMillis());
        }
        Passes passes = step.passes();
        if (passes != null) {
            json.set("passes", passes.toJson());
        }
        return json;
    }

    /** The same without what the action gave, for an answer that is too large to be kept. */
    static ObjectNode withoutAnswer(ObjectNode step, String reason) {
        ObjectNode json = step.deepCopy();
        json.remove(List.of("response", "exports", "result", "diagnostics"));
        json.put("omitted", reason);
        return json;
    }

    private static ObjectNode expectation(List<JsonNode> rules, StepOutcome outcome) {
        boolean held = outcome.failure()
                .map(StepFailure::reason)
                .filter(IssueCode.EXPECTATION_FAILED.name()::equals)
                .isEmpty();
        ObjectNode json = Json.object();
        json.put("held", held);
        json.put("summary", String.join("; ", rules.stream().map(RuleLine::of).toList()));
        json.set("rules", Json.array().addAll(rules));
        return json;
    }

    private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}
