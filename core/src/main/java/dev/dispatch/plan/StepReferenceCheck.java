package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks references to the outcomes of steps: that they can be seen from where the reference stands. */
final class StepReferenceCheck {

    private static final List<String> OUTCOME = List.of("status", "response", "exports", "result", "error");

    private final ReferenceMend mend;
    private final Map<String, Step> all = new HashMap<>();
    private final StepPlaces places;
    private final OutcomeCheck outcomes;
    private final Sight earlier = new Sight();
    private boolean inFinally;

    StepReferenceCheck(List<Step> steps, StepPlaces places, ReferenceMend mend, OutcomeCheck outcomes) {
        this.mend = mend;
        this.places = places;
        this.outcomes = outcomes;
        steps.forEach(step -> all.putIfAbsent(step.id(), step));
    }

    /** The steps whose outcomes can be referred to now. */
    Sight earlier() {
        return earlier;
    }

    /** From now on any step before may have failed or not have run at all. */
    void afterScenario() {
        inFinally = true;
    }

    void finished(Step step) {
        earlier.add(step.id());
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
            found.add(() -> noSuchPart(use, part));
        } else {
            if (!use.guarded() && !part.equals("status")) {
                doubt(use, step).ifPresent(doubt -> warned.add(() -> unguarded(use, doubt)));
            }
            outcomes.ended(use, step, part, found, warned);
        }
    }

    private Issue noSuchPart(ReferenceUse use, String part) {
        String message = "A step's outcome has no '" + part + "'";
        Issue issue = ReferenceCheck.unknown(IssueCode.INVALID_INTERPOLATION, use, message, part, OUTCOME);
        if (!issue.suggestions().isEmpty()) {
            return mend.name(issue, use, 1);
        }
        // What an action gave is its response, and so are the outputs of a called job.
        List<Segment> path = new ArrayList<>(use.reference().segments());
        path.add(1, new Segment.Name("response"));
        if (part.equals("outputs")) {
            path.remove(2);
        }
        Expression.Reference right =
                new Expression.Reference(use.offset(), use.reference().root(), path);
        return mend.path(issue.suggest("${" + right.text() + "}"), use, List.of(path));
    }

    private Issue tooEarly(ReferenceUse use, Step step) {
        List<Step> users = places.around(use.pointer());
        Step user = users.isEmpty() ? step : users.getLast();
        Issue issue = Issue.at(IssueCode.FORWARD_STEP_REFERENCE, use.pointer(), early(step, user, users))
                .actual("${" + use.reference().text() + "}");
        if (user.equals(step)) {
            return issue.expected("${response...} or ${exports...} in 'result' and 'expect'");
        }
        return issue.expected(
                earlier.names().isEmpty()
                        ? "a step before '" + user.id() + "', and there is none"
                        : Names.oneOf(earlier.names()));
    }

    private static String early(Step step, Step user, List<Step> users) {
        if (user.equals(step)) {
            return "Step '" + step.id() + "' refers to its own outcome, which is not there before it ends";
        }
        return users.contains(step)
                ? "Step '" + user.id() + "' is inside of '" + step.id() + "', which has no outcome before it ends"
                : "Step '" + step.id() + "' has not run when this is evaluated";
    }

    /** The step comes earlier, but what it gives stays in a loop, or in its part of a parallel block. */
    private Optional<Issue> hidden(ReferenceUse use, Step step) {
        List<Step> users = places.around(use.pointer());
        List<Step> owners = places.around(step.pointer());
        for (Step outer : owners) {
            if (outer.loop() != null && !users.contains(outer) && earlier.has(outer.id())) {
                String array = "${step." + outer.id() + ".response}";
                return Optional.of(hidden(
                        use,
                        "Step '" + step.id() + "' is inside the loop '" + outer.id()
                                + "'; from outside only the loop's array can be seen",
                        array + ", an array with one element for each pass"));
            }
            boolean parallel = outer.work() instanceof Work.Block block && block.parallel();
            if (parallel
                    && users.contains(outer)
                    && !branch(outer, owners, step).equals(branch(outer, users, outer))) {
                return Optional.of(hidden(
                        use,
                        "Step '" + step.id() + "' runs at the same time in the parallel block '" + outer.id() + "'",
                        "a step before the block, or this step after it"));
            }
        }
        return Optional.empty();
    }

    /** The step of a parallel block that a place is in; another step where it is in none of them. */
    private static Step branch(Step parallel, List<Step> around, Step none) {
        int next = around.indexOf(parallel) + 1;
        return next < around.size() ? around.get(next) : none;
    }

    private static Issue hidden(ReferenceUse use, String message, String expected) {
        return Issue.at(IssueCode.HIDDEN_STEP_REFERENCE, use.pointer(), message)
                .expected(expected)
                .actual("${" + use.reference().text() + "}");
    }

    /** Why the step may have nothing to refer to; empty where it has. */
    private Optional<String> doubt(ReferenceUse use, Step step) {
        List<Step> users = places.around(use.pointer());
        if (users.stream().anyMatch(user -> asksFor(user, step))) {
            return Optional.empty();
        }
        List<Step> only = new ArrayList<>(places.around(step.pointer()));
        only.add(step);
        only.removeAll(users);
        if (only.stream().anyMatch(outer -> outer.when() != null)) {
            return Optional.of("may be skipped");
        }
        boolean ofScenario = step.pointer().text().startsWith("/scenario/steps/");
        boolean cleanUp = inFinally && ofScenario && use.pointer().text().startsWith("/scenario/finally/");
        if (cleanUp || only.stream().anyMatch(outer -> !outer.equals(step) && outer.continueOnError())) {
            return Optional.of("may have failed or not have run");
        }
        return step.continueOnError() && step.loop() == null ? Optional.of("may have failed") : Optional.empty();
    }

    /** Whether a step runs only where its condition, which looks at the other step, says so. */
    private static boolean asksFor(Step user, Step other) {
        return user.when() != null
                && user.when()
                        .rules()
                        .map(rule -> rule.path().text())
                        .anyMatch(path -> path.contains("'" + other.id() + "'")
                                || path.contains("\"" + other.id() + "\"")
                                || path.contains("." + other.id() + ".")
                                || path.contains("." + other.id() + "[")
                                || path.endsWith("." + other.id()));
    }

    private static Issue unguarded(ReferenceUse use, String doubt) {
        String text = use.reference().text();
        String id = use.reference().name(0);
        boolean cleanUp = use.pointer().text().startsWith("/scenario/finally/");
        return Issue.at(
                        IssueCode.UNGUARDED_REFERENCE,
                        use.pointer(),
                        "Step '" + id + "' " + doubt + "; then ${" + text + "} is absent")
                .expected("a default: ${" + text + ":-<default>}"
                        + (cleanUp ? ", or a 'when' that asks for $.steps['" + id + "'].response" : ""))
                .actual("${" + text + "}");
    }
}
