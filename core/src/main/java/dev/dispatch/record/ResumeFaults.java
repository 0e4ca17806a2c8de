package dev.dispatch.record;

import dev.dispatch.job.Step;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.run.Places;
import dev.dispatch.sdk.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a run may not simply go on: what would be done a second time although that is not known to be safe. */
final class ResumeFaults {

    private final Plan plan;
    private final Map<String, Issue> faults = new LinkedHashMap<>();

    ResumeFaults(Plan plan) {
        this.plan = plan;
    }

    List<Issue> all() {
        return List.copyOf(faults.values());
    }

    /** A step that was cut off: what it sent without hearing of it is sent again. */
    void cutOff(Node node, String place, PastExecution execution) {
        if (isAllowed(node)) {
            return;
        }
        for (PastCall call : execution.presentCalls()) {
            if (call.mayRepeat() || call.usable().isPresent()) {
                continue;
            }
            add(
                    node,
                    place,
                    call.isOpen() ? call.shown() + " was sent, and what came of it is not known" : lacking(call),
                    call.isOpen()
                            ? "a call that was answered, or one that is safe to repeat"
                            : "an answer to go on with");
        }
        if (execution.wasCalled() && isUnsafeCode(node)) {
            add(
                    node,
                    place,
                    "the code of " + node.actionKey() + " was cut off, and what it had done is not known",
                    "code that only reads, or that came to its end");
        }
    }

    private static String lacking(PastCall call) {
        return call.shown() + " was answered, and the record does not hold the answer, since it is secret or too large";
    }

    /** A step that failed: what it did well is done again. */
    void failed(Node node, String place, PastExecution execution) {
        if (isAllowed(node)) {
            return;
        }
        for (PastCall call : execution.calls()) {
            if (!call.mayRepeat() && (call.isOpen() || call.wasExpected())) {
                add(
                        node,
                        place,
                        call.isOpen()
                                ? call.shown() + " was sent, and what came of it is not known"
                                : call.shown() + " succeeded before the step failed, and would be sent again",
                        "calls that are safe to repeat");
            }
        }
        if (execution.calls().isEmpty() && isUnsafeCode(node)) {
            add(
                    node,
                    place,
                    "the code of " + node.actionKey() + " failed, and what it had done is not known",
                    "code that only reads");
        }
    }

    /**
     * A step whose values are needed again.
     *
     * @param inside the executions of which it consists
     * @param what is needed
     */
    void needed(String place, Map<String, PastExecution> inside, String what) {
        inside.forEach((at, execution) -> {
            Optional<Node> node = PlanPlaces.find(plan, at);
            String unsafe = node.isEmpty() ? null : unsafe(node.get(), execution);
            if (unsafe != null) {
                add(
                        node.get(),
                        place,
                        "what is still to run needs " + what + " of step '" + Places.named(place)
                                + "', which the record does not hold, since it is secret or too large; " + unsafe
                                + " would be repeated to get it",
                        "values that the record holds, or a step that is safe to repeat");
            }
        });
    }

    private static @Nullable String unsafe(Node node, PastExecution execution) {
        if (isAllowed(node)) {
            return null;
        }
        for (PastCall call : execution.calls()) {
            if (!call.mayRepeat()) {
                return call.shown();
            }
        }
        return isUnsafeCode(node) ? "the code of " + node.actionKey() : null;
    }

    /** What cleaned up. */
    void cleanedUp(String place, Map<String, PastExecution> inside) {
        inside.forEach((at, execution) -> {
            Optional<Node> node = PlanPlaces.find(plan, at);
            boolean wrote = execution.calls().stream().anyMatch(call -> !call.reads())
                    || (execution.wasCalled()
                            && node.filter(ResumeFaults::writesUnseen).isPresent());
            if (wrote && node.isPresent()) {
                add(
                        node.get(),
                        at,
                        "'finally' has run already, and its step '" + PlanPlaces.stepId(at)
                                + "' may have undone what the earlier steps made",
                        "a run that has not cleaned up yet");
            }
        });
    }

    private static boolean writesUnseen(Node node) {
        return isUnsafeCode(node)
                || (node instanceof Node.Leaf leaf
                        && node.actionKey().startsWith("memory.")
                        && action(leaf).effect() != Effect.READ);
    }

    /** Whether the job, or the module, says that it may be done again. */
    private static boolean isAllowed(Node node) {
        Step step = node.step();
        boolean unsafe = step.retry() != null && step.retry().unsafe();
        return unsafe || (node instanceof Node.Leaf leaf && action(leaf).credentialFlow());
    }

    private static boolean isUnsafeCode(Node node) {
        return node instanceof Node.Leaf leaf
                && leaf.target().isModuleCode()
                && action(leaf).effect() != Effect.READ;
    }

    private static ActionDefinition action(Node.Leaf leaf) {
        return leaf.target().provided().action();
    }

    private void add(Node node, String place, String what, String expected) {
        String step = Places.inLoop(place) ? Places.named(place) : node.step().id();
        Issue issue = Issue.at(IssueCode.UNSAFE_RETRY, node.step().pointer(), "Step '" + step + "': " + what)
                .inStep(node.step().id())
                .expected(expected)
                .actual("it would be done a second time")
                .suggest("--force");
        Issue placed = PlanPlaces.job(place).isEmpty()
                ? issue.atPosition(plan.job().source().position(node.step().pointer()))
                : issue;
        faults.putIfAbsent(place + " " + what, placed);
    }
}
