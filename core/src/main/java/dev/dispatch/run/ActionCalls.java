package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpActionCall;
import dev.dispatch.plan.CredentialValues;
import dev.dispatch.plan.Node;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.ResolvedAction;
import dev.dispatch.sdk.StepInfo;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries actions out, the one of a step and those that its code calls within it. */
final class ActionCalls {

    private final RunContext context;
    private final FlowActions flow;
    private final Promises promises;
    private final Generator generator;

    /**
     * What a call belongs to.
     *
     * @param step the step, with the action that is called
     * @param credential the profile that the step binds; null for none
     * @param attempt what the calls of the step's attempt share
     * @param depth how many actions of code are between the step and the call
     * @param code the call of a module's code that it is made within; null where a step makes it
     */
    record Within(
            StepInfo step,
            @Nullable String credential,
            StepHttp.Attempt attempt,
            int depth,
            @Nullable CodeCall code) {}

    ActionCalls(RunContext context, FlowActions flow, Promises promises, Generator generator) {
        this.context = context;
        this.flow = flow;
        this.promises = promises;
        this.generator = generator;
    }

    RunContext context() {
        return context;
    }

    Promises promises() {
        return promises;
    }

    /**
     * Calls it once.
     *
     * @param payload complete and checked; the action may change it
     * @throws Exception what the action's code throws
     */
    ActionResult<JsonNode> call(Node.Callable callable, ObjectNode payload, Within within) throws Exception {
        boolean ofModule = callable.isModuleCode();
        if (!ofModule || within.code() != null) {
            return carryOut(callable, payload, within, ofModule ? within.code() : null);
        }
        CodeCall code = new CodeCall(context.cancellation());
        Within own = new Within(within.step(), within.credential(), within.attempt(), within.depth(), code);
        return code.run(context.workers(), () -> carryOut(callable, payload, own, code));
    }

    /** @param code of a module that this is; null for what is part of the program */
    private ActionResult<JsonNode> carryOut(
            Node.Callable callable, ObjectNode payload, Within within, @Nullable CodeCall code) throws Exception {
        ObjectNode bound = bound(callable, within.credential());
        Http http = new StepHttp(
                context.transports().of(callable.provided().module(), bound == null ? null : ofModule(bound)),
                within.attempt());
        HandlerContext handler = new HandlerContext(
                context,
                within.step(),
                code == null ? http : new GuardedHttp(http, code),
                bound,
                code,
                action -> resolve(action, within));
        return switch (callable.provided().action().body()) {
            case ActionBody.Code body ->
                isOfMemory(callable)
                        ? new MemoryCall(context, within.step(), callable.key())
                                .answer(() -> body.handler().handle(handler, payload))
                        : body.handler().handle(handler, payload);
            case ActionBody.Request request ->
                new HttpActionCall(
                                request.action(), payload, bound, context.plan().environment(), generator)
                        .send(handler);
            case ActionBody.Flow body -> flow.call(body.kind(), payload, handler);
        };
    }

    private static boolean isOfMemory(Node.Callable callable) {
        return callable.key().startsWith("memory.") && !callable.isModuleCode();
    }

    /** What {@code http.auth} of a module sees. */
    private Scope ofModule(ObjectNode credential) {
        return new TreeScope(
                Map.of("env", context.plan().environment(), "credential", credential),
                context.services().generator());
    }

    private Optional<ResolvedAction> resolve(String action, Within within) {
        return context.plan().actions().find(action).map(callable -> new CalledAction(this, callable, within));
    }

    /** A copy, since a handler may change what it is given; typed as the action declares it. */
    @Nullable
    ObjectNode bound(Node.Callable callable, @Nullable String credential) {
        ObjectNode values =
                credential == null ? null : context.plan().credentials().get(credential);
        if (values == null) {
            return null;
        }
        JsonSchema schema = callable.credential();
        return schema == null ? values.deepCopy() : CredentialValues.typed(schema, values);
    }
}
