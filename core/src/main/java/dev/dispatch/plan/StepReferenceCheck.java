package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.job.Job;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks references to the outcomes of steps. */
final class StepReferenceCheck {

    private static final List<String> OUTCOME = List.of("status", "response", "exports", "result", "error");

    private final ReferenceMend mend;
    private final List<Step> inOrder;
    private final Map<String, Step> all = new HashMap<>();
    private final Sight earlier = new Sight();
    private final Map<String, ActionDefinition> actions = new HashMap<>();
    private boolean inFinally;

    StepReferenceCheck(Job job, ReferenceMend mend) {
        this.mend = mend;
        this.inOrder = job.steps();
        inOrder.forEach(step -> all.putIfAbsent(step.id(), step));
    }

    /** The steps whose outcomes can be referred to now. */
    Sight earlier() {
        return earlier;
    }

    /** From now on any step before may have failed or not have run at all. */
    void afterScenario() {
        inFinally = true;
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
                    ReferenceCheck.unknown(IssueCode.UNKNOWN_STEP_REFERENCE, use, message, id, earlier.names()),
                    use,
                    0));
        } else if (!earlier.has(id)) {
            found.add(() -> hidden(use, step).orElseGet(() -> tooEarly(use, step)));
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
                .expected(earlier.names().isEmpty() || own ? answer : Names.oneOf(earlier.names()))
                .actual("${" + use.reference().text() + "}");
    }

    /** The step whose text the reference stands in. */
    private String evaluating(ReferenceUse use, Step referred) {
        return around(use.pointer()).reduce((_, inner) -> inner).map(Step::id).orElse(referred.id());
    }

    /** The steps that a place is in, the innermost last. */
    private Stream<Step> around(Pointer place) {
        return inOrder.stream()
                .filter(step -> place.text().startsWith(step.pointer().text() + "/"));
    }

    /** The step comes earlier, but what it gives stays in a loop, or in its part of a parallel block. */
    private Optional<Issue> hidden(ReferenceUse use, Step step) {
        for (Step outer : around(step.pointer()).toList()) {
            boolean inside = use.pointer().text().startsWith(outer.pointer().text() + "/");
            if (outer.loop() != null && !inside) {
                String array = "${step." + outer.id() + ".response}";
                return Optional.of(hidden(
                        use,
                        "Step '" + step.id() + "' is inside the loop '" + outer.id()
                                + "'; from outside only the loop's array can be seen",
                        array + ", an array with one element for each pass"));
            }
            boolean parallel = outer.work() instanceof Work.Block block && block.parallel();
            if (parallel && inside) {
                return Optional.of(hidden(
                        use,
                        "Step '" + step.id() + "' runs at the same time in the parallel block '" + outer.id() + "'",
                        "a step before the block, or this step after it"));
            }
        }
        return Optional.empty();
    }

    private static Issue hidden(ReferenceUse use, String message, String expected) {
        return Issue.at(IssueCode.HIDDEN_STEP_REFERENCE, use.pointer(), message)
                .expected(expected)
                .actual("${" + use.reference().text() + "}");
    }

    private void outcome(ReferenceUse use, Step step, String part, IssueList found, IssueList warned) {
        if (part.equals("result") && (step.result() == null || step.loop() != null)) {
            (use.guarded() ? warned : found).add(() -> withoutResult(use, step));
            return;
        }
        if (!use.guarded() && !part.equals("status")) {
            doubt(use, step).ifPresent(doubt -> warned.add(() -> unguarded(use, doubt)));
        }
        ActionDefinition action = actions.get(step.id());
        boolean ofAction = part.equals("response") || part.equals("exports");
        if (step.loop() != null) {
            loop(use, step, part, found, warned);
        } else if (action != null && ofAction) {
            declared(use, action, part, 2, found, warned);
        }
    }

    private static Issue withoutResult(ReferenceUse use, Step step) {
        String response = "${step." + step.id() + ".response}";
        return Issue.at(
                        IssueCode.UNKNOWN_MEMBER_REFERENCE,
                        use.pointer(),
                        step.loop() == null
                                ? "Step '" + step.id() + "' has no 'result'"
                                : "Step '" + step.id() + "' is a loop: the results of its passes are its response")
                .expected(step.loop() == null ? "'result' in that step, or " + response : response)
                .actual("${" + use.reference().text() + "}");
    }

    /** Why the step may have nothing to refer to; empty where it has. */
    private Optional<String> doubt(ReferenceUse use, Step step) {
        List<Step> around = around(use.pointer()).toList();
        if (around.stream().anyMatch(user -> asksFor(user, step))) {
            return Optional.empty();
        }
        Stream<Step> conditional = Stream.concat(around(step.pointer()), Stream.of(step))
                .filter(outer -> outer.when() != null && !around.contains(outer));
        if (conditional.findAny().isPresent()) {
            return Optional.of("may be skipped");
        }
        boolean ofScenario = step.pointer().text().startsWith("/scenario/steps/");
        if (inFinally && ofScenario && use.pointer().text().startsWith("/scenario/finally/")) {
            return Optional.of("may have failed or not have run");
        }
        return step.continueOnError() && step.loop() == null ? Optional.of("may have failed") : Optional.empty();
    }

    /** Whether a step runs only where its condition, which looks at the other step, says so. */
    private static boolean asksFor(Step user, Step other) {
        return user.when() != null
                && user.when()
                        .rules()
                        .anyMatch(rule -> rule.path().text().contains("'" + other.id() + "'")
                                || rule.path().text().contains("." + other.id() + ".")
                                || rule.path().text().endsWith("." + other.id()));
    }

    private static Issue unguarded(ReferenceUse use, String doubt) {
        return Issue.at(
                        IssueCode.UNGUARDED_REFERENCE,
                        use.pointer(),
                        "Step '" + use.reference().name(0) + "' " + doubt + "; then ${"
                                + use.reference().text() + "} is absent")
                .expected("a default: ${" + use.reference().text() + ":-<default>}")
                .actual("${" + use.reference().text() + "}");
    }

    /** The response of a loop is an array; each element is what the action gives, where no result replaces it. */
    private void loop(ReferenceUse use, Step step, String part, IssueList found, IssueList warned) {
        List<Segment> path = use.reference().segments();
        ActionDefinition action = actions.get(step.id());
        if (part.equals("exports")) {
            (use.guarded() ? warned : found).add(() -> ofLoop(use, step, "has no exports of its own"));
        } else if (part.equals("response") && path.size() > 2) {
            boolean index = switch (path.get(2)) {
                case Segment.Index _ -> true;
                case Segment.Name(String name) -> name.chars().allMatch(Character::isDigit);
            };
            if (!index) {
                (use.guarded() ? warned : found).add(() -> ofLoop(use, step, "has an array as its response"));
            } else if (action != null && step.result() == null) {
                declared(use, action, part, 3, found, warned);
            }
        }
    }

    private static Issue ofLoop(ReferenceUse use, Step step, String what) {
        return Issue.at(
                        IssueCode.UNKNOWN_MEMBER_REFERENCE,
                        use.pointer(),
                        "Step '" + step.id() + "' is a loop and " + what)
                .expected("${step." + step.id() + ".response.0...}, or ${jsonpath(step:" + step.id() + ", $[*])}")
                .actual("${" + use.reference().text() + "}");
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
