package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.CalledJob;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the job that a step calls, once: with a state, credentials and clean-up of its own, over the cookies, the threads
 * and the events of the run. Its outputs are the response.
 */
final class CallRunner {

    private static final String INPUTS = "inputs";

    private final RunContext context;
    private final Node.Call call;

    /** @param context of one attempt, whose place the steps of the called job stand in */
    CallRunner(RunContext context, Node.Call call) {
        this.context = context;
        this.call = call;
    }

    /** @param payload complete and checked */
    CallOutcome run(ObjectNode payload) {
        if (context.cancellation().cancelled()) {
            return new CallOutcome.Cancelled(StepOutput.NONE);
        }
        ObjectNode inputs = payload.path(INPUTS) instanceof ObjectNode given ? given : Json.object();
        return switch (call.called().with(inputs, http())) {
            case CalledJob.Settled.BadInputs(List<Issue> issues) -> badInputs(issues, payload);
            case CalledJob.Settled.BadHttp(List<Issue> issues) ->
                refused(StepFailure.of(issues.stream().map(this::fromCalled).toList()));
            case CalledJob.Settled.Ready(Plan plan) -> run(plan, payload);
        };
    }

    private HttpPlan http() {
        return context.plan().http();
    }

    private CallOutcome run(Plan plan, ObjectNode payload) {
        context.events().secret(plan.secrets());
        context.events()
                .tell(new RunEvent.AttemptStarted(
                        context.now(), call.step().id(), context.place().text(), call.actionKey(), payload));
        JobExecution.Ended ended = new JobExecution(inside(plan)).run();
        StepOutput output = StepOutput.NONE.response(ended.outputs());
        StepFailure failure = ended.failure();
        if (failure != null) {
            return new CallOutcome.Failed(output, toldHere(failure), false, Optional.empty());
        }
        return ended.cancelled()
                ? new CallOutcome.Cancelled(output)
                : new CallOutcome.Done(output.detail("ran " + call.called().name()));
    }

    private RunContext inside(Plan plan) {
        RunState state = context.state().called(plan);
        RunScope scope = new RunScope(state, context.services().generator());
        RunEvents events = context.events().of(call.step().id());
        Transports transports = context.transports()
                .called(
                        plan.http(),
                        tree -> events.evaluations().evaluate(tree, scope),
                        !call.called().hasHttp("defaultHeaders"),
                        !call.called().hasHttp("auth"));
        return new RunContext(
                plan,
                context.now(),
                scope,
                events,
                context.services(),
                transports,
                context.cancellation(),
                context.workers(),
                new StepReports(),
                context.place().called(),
                context.repeatability());
    }

    /** The failure as the caller's: it names the step of the called job, and its findings the file. */
    private StepFailure toldHere(StepFailure failure) {
        FailedStep inner = failure.step();
        String where = call.called().name() + (inner == null ? "" : ", step '" + inner.stepId() + "'");
        StepFailure told = new StepFailure(
                failure.code(),
                failure.reason(),
                where + ": " + failure.message(),
                failure.issues().stream().map(this::fromCalled).toList());
        return told.in(StepRunner.failedAt(call, context.place(), inner == null ? null : inner.httpStatus()));
    }

    private Issue fromCalled(Issue issue) {
        String step = issue.stepId();
        CalledSteps steps = new CalledSteps(call.step().id());
        Issue placed = issue.inStep(step == null ? call.step().id() : steps.named(step));
        return placed.attributes().has("file")
                ? placed
                : placed.with("file", call.called().file().toString());
    }

    /** Found again in what is left of the values after their redaction, since a finding cuts what it shows. */
    private CallOutcome badInputs(List<Issue> found, ObjectNode payload) {
        Pointer at = call.step().pointer().child("payload");
        List<Issue> shown = context.events()
                .misfits()
                .shown(inPayload(found, at), payload, at, redacted -> inPayload(again(redacted), at));
        return refused(context.failure(call.step().id(), shown));
    }

    private List<Issue> again(JsonNode redacted) {
        return redacted.path(INPUTS) instanceof ObjectNode inputs
                        && call.called().with(inputs, http()) instanceof CalledJob.Settled.BadInputs(List<Issue> issues)
                ? issues
                : List.of();
    }

    private List<Issue> inPayload(List<Issue> issues, Pointer at) {
        return issues.stream()
                .map(issue -> call.called().toldToCaller(issue, at))
                .toList();
    }

    /** The payload is at fault, and will be at the next attempt. */
    private static CallOutcome refused(StepFailure failure) {
        return new CallOutcome.Failed(StepOutput.NONE, failure, true, Optional.empty());
    }
}
