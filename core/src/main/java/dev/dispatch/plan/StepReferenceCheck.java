package dev.dispatch.plan;

import static dev.dispatch.plan.GivenValueCheck.name;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.job.Job;
import dev.dispatch.job.Step;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks references to the outcomes of steps. */
final class StepReferenceCheck {

    private static final List<String> OUTCOME = List.of("status", "response", "exports", "result", "error");

    private final Map<String, Step> all = new HashMap<>();
    private final Set<String> earlier = new LinkedHashSet<>();
    private final Map<String, ActionDefinition> actions = new HashMap<>();

    StepReferenceCheck(Job job) {
        job.steps().forEach(step -> all.putIfAbsent(step.id(), step));
    }

    /** @param action whose response and exports the step has; null where it was not found */
    void finished(Step step, @Nullable ActionDefinition action) {
        earlier.add(step.id());
        if (action != null) {
            actions.putIfAbsent(step.id(), action);
        }
    }

    void check(ReferenceUse use, String id, IssueList found, IssueList warned) {
        Step step = all.get(id);
        String part = name(use.reference(), 1);
        if (step == null) {
            found.add(() -> ReferenceCheck.unknown(
                    IssueCode.UNKNOWN_STEP_REFERENCE, use, "The job has no step '" + id + "'", id, earlier));
        } else if (!earlier.contains(id)) {
            found.add(() -> tooEarly(use, step));
        } else if (use.reference().segments().size() == 1) {
            // The whole outcome is there in any case.
            return;
        } else if (!OUTCOME.contains(part)) {
            found.add(() -> ReferenceCheck.unknown(
                    IssueCode.INVALID_INTERPOLATION, use, "A step's outcome has no '" + part + "'", part, OUTCOME));
        } else {
            outcome(use, step, part, found, warned);
        }
    }

    private Issue tooEarly(ReferenceUse use, Step step) {
        boolean own = use.pointer().text().startsWith(step.pointer().text() + "/");
        String message = own
                ? "Step '" + step.id() + "' refers to its own outcome, which is not there before it ends"
                : "Step '" + step.id() + "' has not run when this is evaluated";
        String answer = own
                ? "${response...} or ${exports...} in 'result' and 'expect'"
                : "a step before '" + evaluating(use, step) + "', and there is none";
        return Issue.at(IssueCode.FORWARD_STEP_REFERENCE, use.pointer(), message)
                .expected(earlier.isEmpty() || own ? answer : Names.oneOf(earlier))
                .actual("${" + use.reference().text() + "}");
    }

    /** The step whose text the reference stands in. */
    private String evaluating(ReferenceUse use, Step referred) {
        return all.values().stream()
                .filter(step -> use.pointer().text().startsWith(step.pointer().text() + "/"))
                .map(Step::id)
                .findFirst()
                .orElse(referred.id());
    }

    private void outcome(ReferenceUse use, Step step, String part, IssueList found, IssueList warned) {
        if (part.equals("result") && step.result() == null) {
            (use.guarded() ? warned : found)
                    .add(() -> Issue.at(
                                    IssueCode.UNKNOWN_MEMBER_REFERENCE,
                                    use.pointer(),
                                    "Step '" + step.id() + "' has no 'result'")
                            .expected("'result' in that step, or ${step." + step.id() + ".response}")
                            .actual("${" + use.reference().text() + "}"));
            return;
        }
        if (step.when() != null && !use.guarded() && !part.equals("status")) {
            warned.add(() -> Issue.at(
                            IssueCode.UNGUARDED_REFERENCE,
                            use.pointer(),
                            "Step '" + step.id() + "' may be skipped; then ${"
                                    + use.reference().text() + "} is absent")
                    .expected("a default: ${" + use.reference().text() + ":-<default>}")
                    .actual("${" + use.reference().text() + "}"));
        }
        ActionDefinition action = actions.get(step.id());
        if (action != null && (part.equals("response") || part.equals("exports"))) {
            declared(use, action, part, 2, found, warned);
        }
    }

    /**
     * Holds a reference against what an action declares.
     *
     * @param from how many segments lead to the part
     */
    static void declared(
            ReferenceUse use, ActionDefinition action, String part, int from, IssueList found, IssueList warned) {
        List<Segment> path = use.reference().segments();
        DeclaredMembers.of(action, part, path.subList(from, path.size())).ifPresent(undeclared -> {
            List<String> ways = undeclared.instead().stream()
                    .map(way -> instead(use.reference(), from, way))
                    .toList();
            (undeclared.certain() && !use.guarded() ? found : warned)
                    .add(() -> Issue.at(IssueCode.UNKNOWN_MEMBER_REFERENCE, use.pointer(), undeclared.text())
                            .expected(
                                    undeclared.known().isEmpty() ? "response.<path>" : Names.oneOf(undeclared.known()))
                            .actual("${" + use.reference().text() + "}")
                            .suggest(ways));
        });
    }

    private static String instead(Expression.Reference reference, int from, List<Segment> way) {
        List<Segment> segments = new ArrayList<>(reference.segments().subList(0, from));
        segments.addAll(way);
        return "${" + new Expression.Reference(0, reference.root(), segments).text() + "}";
    }
}
