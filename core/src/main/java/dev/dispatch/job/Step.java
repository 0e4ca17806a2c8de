package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a job.
 *
 * @param number position in the document, from 1; a block comes before its own steps, {@code finally} last
 * @param id unique in the job; {@code step_<number>} where the file gives none
 * @param work what it does
 * @param loop why it is executed more than once; null where it is not
 * @param locals names that only its loop and those around it give: {@code item}, {@code index}, {@code previous}
 * @param captures names under {@code run} and where their values come from
 * @param result what {@code step.<id>.result} becomes; null for none
 * @param when false skips the step; null for always
 * @param start null for at once
 * @param expect what the response must hold; null for nothing
 * @param retry null for a single attempt
 * @param timeout for all attempts together; null for none
 * @param continueOnError whether the run goes on where the step fails
 */
public record Step(
        int number,
        String id,
        Pointer pointer,
        Work work,
        @Nullable Loop loop,
        List<String> locals,
        Map<String, Capture> captures,
        @Nullable TemplateTree result,
        @Nullable Condition when,
        @Nullable StartTime start,
        @Nullable Condition expect,
        @Nullable Retry retry,
        @Nullable Duration timeout,
        boolean continueOnError) {

    public Step {
        locals = List.copyOf(locals);
        captures = Collections.unmodifiableMap(new LinkedHashMap<>(captures));
    }

    /** The key of its action as written; empty for a block. */
    public String action() {
        return work instanceof Work.Call call ? call.action() : "";
    }

    /** What its action is given, as written; empty for a block. */
    public ObjectNode payload() {
        return work instanceof Work.Call call ? call.payload() : Json.object();
    }

    /** The profile that it binds; null for none. */
    public @Nullable String credential() {
        return work instanceof Work.Call call ? call.credential() : null;
    }

    /** What references in its own texts may begin with, its loops' names included. */
    public Roots roots(Roots usual) {
        Roots roots = usual;
        for (String name : locals) {
            roots = roots.and(name);
        }
        return roots;
    }

    /** The same step with another payload; a block stays as it is. */
    public Step withPayload(ObjectNode other) {
        return work instanceof Work.Call(String action, ObjectNode _, String credential)
                ? withWork(new Work.Call(action, other, credential))
                : this;
    }

    Step withWork(Work other) {
        return new Step(
                number,
                id,
                pointer,
                other,
                loop,
                locals,
                captures,
                result,
                when,
                start,
                expect,
                retry,
                timeout,
                continueOnError);
    }
}
