package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.EffectCheck;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Written;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Breakage;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Effect;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls an action, each time once, for one step. */
final class ActionRunner {

    private final RunContext context;
    private final ActionCalls actions;
    private final Promises promises;

    private int calls;

    /** @param generator where values come from that the action makes */
    ActionRunner(RunContext context, Pauses pauses, Generator generator) {
        this.context = context;
        this.promises = new Promises(context.events().misfits());
        FlowActions flow = new FlowActions(pauses, context.cancellation());
        this.actions = new ActionCalls(context, flow, promises, generator);
    }

    /** How many calls were made, however they ended. */
    int calls() {
        return calls;
    }

    /**
     * Calls it, unless the run was asked to stop.
     *
     * @param payload complete and checked; the action gets a copy
     * @param step whose credential is bound, and which the findings are about
     * @param longest bound on the time-out of each HTTP call; null for none
     */
    CallOutcome call(Node.Callable callable, StepInfo info, ObjectNode payload, Step step, @Nullable Duration longest) {
        if (context.cancellation().cancelled()) {
            return new CallOutcome.Cancelled(StepOutput.NONE);
        }
        Policies policies = context.plan().http().policies();
        Optional<Denial> forbidden =
                policies.isEmpty() ? Optional.empty() : EffectCheck.denial(policies, callable, payload);
        if (forbidden.isPresent()) {
            return denied(forbidden.get(), step);
        }
        Optional<String> misplaced = Written.faultOf(context.plan().files().reader(), callable, step, payload);
        if (misplaced.isPresent()) {
            return new CallOutcome.Failed(
                    StepOutput.NONE,
                    context.failure(
                            step, ProblemCode.RUNTIME_ERROR, IssueCode.MODULE_VALIDATION_ERROR, misplaced.get()),
                    true,
                    Optional.empty());
        }
        calls++;
        context.events().learn(payload);
        context.events()
                .tell(new RunEvent.AttemptStarted(context.now(), info.id(), info.path(), callable.key(), payload));
        StepHttp.Attempt attempt = new StepHttp.Attempt(context, info, longest);
        try {
            ActionCalls.Within within = new ActionCalls.Within(info, step.credential(), attempt, 0, null);
            return finished(callable, actions.call(callable, payload.deepCopy(), within), step, attempt);
        } catch (ActionException e) {
            return failed(callable, e, step, attempt);
        } catch (ProblemException e) {
            return failed(callable, e.problem(), step, attempt);
        } catch (Exception | Error e) {
            return crashed(callable, e, step, attempt);
        }
    }

    /** Code that did not use the transport did what nobody saw. */
    private void noteUnseen(Node.Callable callable, StepHttp.Attempt attempt) {
        boolean unseen = callable.isModuleCode() && attempt.calls() == 0;
        if (unseen && callable.provided().action().effect() != Effect.READ) {
            context.repeatability().spoil(callable.key());
        }
    }

    private CallOutcome finished(
            Node.Callable callable, ActionResult<JsonNode> result, Step step, StepHttp.Attempt attempt) {
        StepOutput output = new StepOutput(
                result.response(), result.exports(), null, result.detail(), result.diagnostics(), List.of(), Map.of());
        return promises.broken(callable, output)
                .<CallOutcome>map(
                        failure -> new CallOutcome.Failed(output, failure.inStep(step.id()), false, attempt.refusal()))
                .orElseGet(() -> new CallOutcome.Done(output));
    }

    private CallOutcome failed(Node.Callable callable, ActionException e, Step step, StepHttp.Attempt attempt) {
        noteUnseen(callable, attempt);
        StepOutput output = StepOutput.NONE.response(e.response());
        // What fails once the run was asked to stop may fail because of that.
        if (context.cancellation().cancelled()) {
            return new CallOutcome.Cancelled(output);
        }
        if (attempt.denial().isPresent()) {
            return denied(attempt.denial().get(), step);
        }
        ProblemCode code = switch (e.kind()) {
            case TRANSIENT -> ProblemCode.TRANSIENT_ERROR;
            case FAILED, BAD_INPUT, CANCELLED -> ProblemCode.RUNTIME_ERROR;
        };
        Optional<IssueCode> known = known(e.code());
        IssueCode other = e.kind() == ActionException.Kind.BAD_INPUT
                ? IssueCode.MODULE_VALIDATION_ERROR
                : IssueCode.ACTION_FAILED;
        String message = Breakage.shortened(String.valueOf(e.getMessage()));
        String pointer = e.pointer();
        StepFailure failure = pointer == null || !pointer.startsWith("/")
                ? context.failure(step, code, known.orElse(other), message)
                : context.failure(
                        step,
                        code,
                        known.orElse(other),
                        message,
                        payload(callable, step).append(new Pointer(pointer)));
        if (known.isEmpty()) {
            failure = failure.with("actionCode", context.events().redaction().said(e.code()));
        }
        return new CallOutcome.Failed(output, failure, e.kind() == ActionException.Kind.BAD_INPUT, attempt.refusal());
    }

    /** Where the job writes it; a poll has the payload of the polled action in its own. */
    private static Pointer payload(Node.Callable callable, Step step) {
        Pointer payload = step.pointer().child("payload");
        return callable.key().equals(step.action()) ? payload : payload.child("payload");
    }

    /** Nothing was sent, and nothing will be: trying again is no use. */
    private CallOutcome denied(Denial denial, Step step) {
        List<Issue> issues =
                context.located(step.id(), List.of(denial.issue(step.pointer().child("action"))));
        StepFailure failure =
                new StepFailure(ProblemCode.POLICY_DENIED, IssueCode.POLICY_DENIED, denial.message(), issues);
        return new CallOutcome.Failed(StepOutput.NONE, failure, true, Optional.empty());
    }

    /** Empty for a word of the action's own. */
    private static Optional<IssueCode> known(String word) {
        for (IssueCode code : IssueCode.values()) {
            if (code.name().equals(word)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** A part of the program says why it cannot; where it names places, these are in the job file. */
    private CallOutcome failed(Node.Callable callable, Problem problem, Step step, StepHttp.Attempt attempt) {
        ProblemCode code =
                problem.code() == ProblemCode.TRANSIENT_ERROR ? ProblemCode.TRANSIENT_ERROR : ProblemCode.RUNTIME_ERROR;
        // The findings of the memory are about its own file, which the job's lines say nothing about.
        boolean ofMemory = callable.key().startsWith("memory.");
        List<Issue> issues = ofMemory ? List.of() : context.located(step.id(), problem.issues());
        boolean faultOfJob = problem.code() == ProblemCode.USAGE_ERROR;
        StepFailure failure = issues.isEmpty()
                ? context.failure(
                        step, code, ofMemory ? IssueCode.INVALID_MEMORY : IssueCode.ACTION_FAILED, problem.message())
                : new StepFailure(code, issues.getFirst().code(), problem.message(), issues);
        return new CallOutcome.Failed(StepOutput.NONE, failure, faultOfJob, attempt.refusal());
    }

    /** A handler that breaks ends its step, not the program; where it broke is kept in the record. */
    private CallOutcome crashed(Node.Callable callable, Throwable e, Step step, StepHttp.Attempt attempt) {
        if (context.cancellation().cancelled()) {
            return new CallOutcome.Cancelled(StepOutput.NONE);
        }
        Breakage breakage = Breakage.of(e);
        String message = callable.key() + " broke: " + breakage.sentence();
        StepFailure failure = context.failure(step, ProblemCode.INTERNAL_ERROR, IssueCode.ACTION_FAILED, message);
        return new CallOutcome.Failed(
                StepOutput.NONE.diagnostics(Json.text(breakage.trace())), failure, true, attempt.refusal());
    }
}
