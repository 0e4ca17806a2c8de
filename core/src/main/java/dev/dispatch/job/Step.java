package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Pointer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step that calls an action.
 *
 * @param id unique in the job; {@code step_<n>} where the file gives none
 * @param action the key as written, {@code module.action}
 * @param payload as written, or with stored defaults under it; expressions are not evaluated
 * @param credential name of the profile to bind; null for none
 * @param captures names under {@code run} and where their values come from
 * @param result what {@code step.<id>.result} becomes; null for none
 * @param when false skips the step; null for always
 * @param start null for at once
 * @param expect what the response must hold; null for nothing
 */
public record Step(
        String id,
        Pointer pointer,
        String action,
        ObjectNode payload,
        @Nullable String credential,
        Map<String, Capture> captures,
        @Nullable TemplateTree result,
        @Nullable Condition when,
        @Nullable StartTime start,
        @Nullable Condition expect) {
    public Step {
        captures = Collections.unmodifiableMap(new LinkedHashMap<>(captures));
    }

    /** The same step with another payload. */
    public Step withPayload(ObjectNode other) {
        return new Step(id, pointer, action, other, credential, captures, result, when, start, expect);
    }
}
