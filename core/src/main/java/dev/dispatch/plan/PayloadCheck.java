package dev.dispatch.plan;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Completes a payload with the defaults of its action and holds it against the schema, right before the call. */
public final class PayloadCheck {

    private PayloadCheck() {}

    /** What came of it. */
    public sealed interface Checked {

        record Fits(ObjectNode complete) implements Checked {}

        record Misfit(List<Issue> issues) implements Checked {
            public Misfit {
                issues = List.copyOf(issues);
            }
        }
    }

    public static Checked check(Node.Callable callable, ObjectNode payload, Pointer at) {
        ObjectNode complete = (ObjectNode) callable.input().withDefaults(payload);
        List<Issue> issues = ActionCheck.misfits(callable, complete, at);
        return issues.isEmpty() ? new Checked.Fits(complete) : new Checked.Misfit(issues);
    }
}
