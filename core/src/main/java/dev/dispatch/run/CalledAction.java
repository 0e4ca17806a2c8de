package dev.dispatch.run;

import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.plan.EffectCheck;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.PayloadCheck;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.ResolvedAction;
import dev.dispatch.sdk.StepInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An action as the code of another one calls it: what a step may not do, code may not do either. */
final class CalledAction implements ResolvedAction {

    /** Enough for any layering, and far from where a circle would exhaust the stack. */
    private static final int DEEPEST = 16;

    private final ActionCalls calls;
    private final Node.Callable callable;
    private final ActionCalls.Within caller;

    /** @param caller the call whose code found it */
    CalledAction(ActionCalls calls, Node.Callable callable, ActionCalls.Within caller) {
        this.calls = calls;
        this.callable = callable;
        this.caller = caller;
    }

    @Override
    public String key() {
        return callable.key();
    }

    @Override
    public String module() {
        return callable.provided().module().name();
    }

    @Override
    public String version() {
        return callable.provided().module().version();
    }

    @Override
    public String layer() {
        return callable.provided().module().layer().word();
    }

    @Override
    public String source() {
        return callable.provided().module().source();
    }

    @Override
    public String description() {
        return action().description();
    }

    @Override
    public ObjectNode inputSchema() {
        return action().inputSchema().deepCopy();
    }

    @Override
    public ActionResult<JsonNode> call(ObjectNode input) {
        CodeCall code = caller.code();
        ObjectNode payload = code == null ? admitted(input) : code.inProgram(() -> admitted(input));
        StepInfo step = new StepInfo(caller.step().id(), key(), caller.step().path());
        // A credential is only for an action that takes one.
        String credential = callable.credential() == null ? null : caller.credential();
        return kept(carriedOut(
                payload, new ActionCalls.Within(step, credential, caller.attempt(), caller.depth() + 1, code)));
    }

    /** The complete payload of a call that may be made. */
    private ObjectNode admitted(ObjectNode input) {
        RunContext context = calls.context();
        if (context.cancellation().cancelled()) {
            throw new ActionException(ActionException.Kind.CANCELLED, "CANCELLED", "The run was asked to stop", null);
        }
        checkRules(context);
        ObjectNode payload = checked(input);
        checkPolicies(context, payload);
        checkCredential();
        context.events().learn(payload);
        context.events()
                .tell(new RunEvent.Activity(
                        context.now(), caller.step().id(), caller.step().action() + " calls " + key()));
        return payload;
    }

    private ActionResult<JsonNode> carriedOut(ObjectNode payload, ActionCalls.Within within) {
        CodeCall code = within.code();
        boolean ofProgram = !callable.isModuleCode();
        try {
            return code != null && ofProgram ? code.inProgram(() -> called(payload, within)) : called(payload, within);
        } catch (ActionException e) {
            // A place in this payload is none in that of the step.
            throw e.pointer() == null
                    ? e
                    : new ActionException(e.kind(), e.code(), key() + ": " + e.getMessage(), e.response());
        }
    }

    private ActionResult<JsonNode> called(ObjectNode payload, ActionCalls.Within within) {
        try {
            return calls.call(callable, payload, within);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(key() + " broke: " + e, e);
        }
    }

    private void checkRules(RunContext context) {
        if (!context.plan().actions().allows(key())) {
            throw badInput(
                    IssueCode.DISALLOWED_MEMORY_MUTATION,
                    "'" + key() + "' changes memory, which only seed jobs may do, through code as well");
        }
        if (action().body() instanceof ActionBody.Flow(ActionBody.Flow.Kind kind)) {
            checkFlow(kind);
        }
        if (caller.depth() >= DEEPEST) {
            throw badInput(
                    IssueCode.MODULE_VALIDATION_ERROR,
                    "'" + key() + "' is called " + (DEEPEST + 1)
                            + " actions deep; actions that call each other in a circle never end");
        }
    }

    private static void checkFlow(ActionBody.Flow.Kind kind) {
        switch (kind) {
            case POLL ->
                throw badInput(
                        IssueCode.MODULE_VALIDATION_ERROR,
                        "'flow.poll' can only be a step of a job; in code, call the polled action in a loop");
            case CALL ->
                throw badInput(
                        IssueCode.MODULE_VALIDATION_ERROR,
                        "'flow.call' can only be a step of a job; in code, call the actions that the job calls");
            case SLEEP, FAIL, LOG -> {}
        }
    }

    private ObjectNode checked(ObjectNode input) {
        return switch (PayloadCheck.check(callable, input.deepCopy(), Pointer.ROOT)) {
            case PayloadCheck.Checked.Fits(ObjectNode complete) -> complete;
            case PayloadCheck.Checked.Misfit(List<Issue> issues) ->
                throw badInput(
                        issues.getFirst().code(),
                        "The input of " + key() + " does not fit: "
                                + issues.getFirst().message());
        };
    }

    private void checkPolicies(RunContext context, ObjectNode payload) {
        Policies policies = context.plan().http().policies();
        Optional<Denial> denial =
                policies.isEmpty() ? Optional.empty() : EffectCheck.denial(policies, callable, payload);
        if (denial.isPresent()) {
            caller.attempt().denied(denial.get());
            throw new ActionException(
                    ActionException.Kind.FAILED,
                    IssueCode.POLICY_DENIED.name(),
                    denial.get().message(),
                    null);
        }
    }

    private void checkCredential() {
        JsonSchema schema = callable.credential();
        if (schema == null) {
            return;
        }
        ObjectNode bound = calls.bound(callable, caller.credential());
        if (bound == null || !schema.validate(bound).isEmpty()) {
            throw badInput(
                    IssueCode.ACTION_REQUIRES_CREDENTIAL,
                    "'" + key() + "' requires a credential with "
                            + String.join(
                                    ", ", schema.source().path("properties").propertyNames()) + "; step '"
                            + caller.step().id()
                            + (bound == null ? "' binds none" : "' binds another one"));
        }
    }

    private ActionResult<JsonNode> kept(ActionResult<JsonNode> result) {
        StepOutput output = new StepOutput(
                result.response(), result.exports(), null, result.detail(), result.diagnostics(), List.of(), Map.of());
        Optional<StepFailure> broken = calls.promises().broken(callable, output);
        if (broken.isPresent()) {
            throw new ActionException(
                    ActionException.Kind.FAILED,
                    IssueCode.INVALID_EXPORTS.name(),
                    broken.get().message(),
                    result.response());
        }
        return result;
    }

    private ActionDefinition action() {
        return callable.provided().action();
    }

    private static ActionException badInput(IssueCode code, String message) {
        return new ActionException(ActionException.Kind.BAD_INPUT, code.name(), message, null);
    }
}
