package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Generation;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.AppliedDefaults;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the parts of one run share, as one of them sees it.
 *
 * @param startedAt when the run began
 * @param scope what expressions see, the state and the names of the loops around
 * @param cancellation the wish to stop of this part
 * @param reports what is known of steps that ended
 * @param place where the steps of this part stand
 * @param repeatability whether the part may be run again
 */
record RunContext(
        Plan plan,
        Instant startedAt,
        RunScope scope,
        RunEvents events,
        RunServices services,
        Transports transports,
        Cancellation cancellation,
        Workers workers,
        StepReports reports,
        ExecutionPath place,
        Repeatability repeatability) {

    /**
     * What a step starts from.
     *
     * @param when what its condition found; null where it has none
     * @param payload null where there is none
     * @param items what its loop goes over; null for anything else
     */
    record Entry(
            @Nullable JsonNode when,
            @Nullable JsonNode payload,
            List<Generation> generated,
            @Nullable JsonNode items) {

        static final Entry NOTHING = new Entry(null, null, List.of(), null);
    }

    RunState state() {
        return scope.state();
    }

    /** The same part with another wish to stop. */
    RunContext until(Cancellation other) {
        return new RunContext(
                plan, startedAt, scope, events, services, transports, other, workers, reports, place, repeatability);
    }

    /** The same part at another place. */
    RunContext at(ExecutionPath other) {
        return new RunContext(
                plan,
                startedAt,
                scope,
                events,
                services,
                transports,
                cancellation,
                workers,
                reports,
                other,
                repeatability);
    }

    /** The same part, noting apart whether it may be run again. */
    RunContext noting(Repeatability other) {
        return new RunContext(
                plan, startedAt, scope, events, services, transports, cancellation, workers, reports, place, other);
    }

    /** A part that sees more, or writes elsewhere. */
    RunContext seeing(RunScope other) {
        return new RunContext(
                plan,
                startedAt,
                other,
                events,
                services,
                transports.seenBy(tree -> events.evaluations().evaluate(tree, other)),
                cancellation,
                workers,
                reports,
                place,
                repeatability);
    }

    /** The same part, whose made values come from elsewhere. */
    RunContext making(Generator generator) {
        return new RunContext(
                plan,
                startedAt,
                scope.making(generator),
                events,
                services,
                transports,
                cancellation,
                workers,
                reports,
                place,
                repeatability);
    }

    /** A part that writes into a branch of the state. */
    RunContext branch() {
        return seeing(scope.over(state().branch()));
    }

    Instant now() {
        return services.clock().instant();
    }

    Duration usualTimeout() {
        return plan.http().timeout().orElse(HttpSettings.TIMEOUT);
    }

    /** What an execution at this path sees when it begins. */
    RunScope begun(ExecutionPath path) {
        return scope.making(services.past().generator(path.text(), services.generator()));
    }

    Evaluated evaluate(TemplateTree tree, RunScope seen) {
        return events.evaluations().evaluate(tree, seen);
    }

    /** Tells that a step, or a pass of its loop, begins at this path. */
    void entered(Node node, ExecutionPath path, Entry entry) {
        events.tell(new RunEvent.StepEntered(
                now(),
                node.number(),
                node.step().id(),
                path.text(),
                node.actionKey(),
                entry.when(),
                entry.payload(),
                entry.generated(),
                entry.items()));
    }

    void progress(String stepId, String message) {
        events.tell(new RunEvent.Progress(now(), stepId, message));
    }

    /** The findings with the step and the line of the job file they are about. */
    List<Issue> located(@Nullable String stepId, List<Issue> issues) {
        AppliedDefaults defaults = plan.defaults();
        return issues.stream()
                .map(issue -> defaults == null ? issue : defaults.named(issue))
                .map(issue ->
                        issue.inStep(stepId).atPosition(plan.job().source().position(issue.pointer())))
                .toList();
    }

    /** Why a step failed, with the one finding that says so at the part of the step that it is about. */
    StepFailure failure(Step step, ProblemCode code, IssueCode reason, String message) {
        Pointer payload = step.pointer().child("payload");
        boolean ofPayload =
                isAboutPayload(reason) && plan.job().source().position(payload).isPresent();
        return failure(
                step,
                code,
                reason,
                message,
                ofPayload ? payload : step.pointer().child("action"));
    }

    /** The same at a place that is known. */
    StepFailure failure(Step step, ProblemCode code, IssueCode reason, String message, Pointer place) {
        // Before a finding cuts it: half a secret would not be found any more.
        String shown = events.redaction().said(message);
        Issue issue = Issue.at(reason, place, shown);
        return new StepFailure(code, reason, message, located(step.id(), List.of(issue)));
    }

    private static boolean isAboutPayload(IssueCode reason) {
        return reason == IssueCode.MODULE_VALIDATION_ERROR
                || reason == IssueCode.POLL_EXHAUSTED
                || reason == IssueCode.POLL_FAILED
                || reason == IssueCode.INVALID_CAPTURE;
    }

    /** Why a step failed whose job file, inputs or state are at fault. */
    StepFailure failure(@Nullable String stepId, List<Issue> issues) {
        return StepFailure.of(located(stepId, issues));
    }
}
