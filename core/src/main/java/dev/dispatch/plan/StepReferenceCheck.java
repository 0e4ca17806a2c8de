package dev.dispatch.plan;

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

    private final ReferenceMend mend;
    private final Map<String, Step> all = new HashMap<>();
    private final Set<String> earlier = new LinkedHashSet<>();
    private final Map<String, ActionDefinition> actions = new HashMap<>();

    StepReferenceCheck(Job job, ReferenceMend mend) {
        this.mend = mend;
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
        String part = use.reference().name(1);
        if (step == null) {
            String message = "The job has no step '" + id + "'";
            found.add(() -> mend.name(
                    ReferenceCheck.unknown(IssueCode.UNKNOWN_STEP_REFERENCE, use, message, id, earlier), use, 0));
        } else if (!earlier.contains(id)) {
            found.add(() -> tooEarly(use, step));
        } else if (use.reference().segments().size() == 1) {
            // The whole outcome is there in any case.
            return;
        } else if (!OUTCOME.contains(part)) {
            String message = "A step's outcome has no '" + part + "'";
            found.add(() -> mend.name(
                    ReferenceCheck.unknown(IssueCode.INVALID_INTERPOLATION, use, message, part, OUTCOME), use, 1));
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
    void declared(ReferenceUse use, ActionDefinition action, String part, int from, IssueList found, IssueList warned) {
        List<Segment> path = use.reference().segments();
        DeclaredMembers.of(action, part, path.subList(from, path.size())).ifPresent(undeclared -> {
            List<List<Segment>> ways = undeclared.instead().stream()
                    .map(way -> whole(use.reference(), from, way))
                    .toList();
            (undeclared.certain() && !use.guarded() ? found : warned)
                    .add(() -> mend.path(undeclared(undeclared, use, ways), use, ways));
        });
    }

    private static Issue undeclared(DeclaredMembers.Undeclared member, ReferenceUse use, List<List<Segment>> ways) {
        String root = use.reference().root();
        return Issue.at(IssueCode.UNKNOWN_MEMBER_REFERENCE, use.pointer(), member.text())
                .expected(member.known().isEmpty() ? "response.<path>" : Names.oneOf(member.known()))
                .actual("${" + use.reference().text() + "}")
                .suggest(ways.stream()
                        .map(way -> "${" + new Expression.Reference(0, root, way).text() + "}")
                        .toList());
    }

    private static List<Segment> whole(Expression.Reference reference, int from, List<Segment> way) {
        List<Segment> segments = new ArrayList<>(reference.segments().subList(0, from));
        segments.addAll(way);
        return segments;
    }
}
