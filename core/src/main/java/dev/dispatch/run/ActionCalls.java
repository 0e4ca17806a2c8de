package dev.dispatch.run;

import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpActionCall;
import dev.dispatch.plan.CredentialValues;
import dev.dispatch.plan.Node;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.sdk.ActionResult;
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

    /**
     * What a call belongs to.
     *
     * @param step the step, with the action that is called
     * @param credential the profile that the step binds; null for none
     * @param attempt what the calls of the step's attempt share
     * @param depth how many actions of code are between the step and the call
     */
    record Within(StepInfo step, @Nullable String credential, StepHttp.Attempt attempt, int depth) {}

    ActionCalls(RunContext context, FlowActions flow, Promises promises) {
        this.context = context;
        this.flow = flow;
        this.promises = promises;
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
        ObjectNode bound = bound(callable, within.credential());
        StepHttp http = new StepHttp(
                context.transports().of(callable.provided().module(), bound == null ? null : ofModule(bound)),
                within.attempt());
        HandlerContext handler =
                new HandlerContext(context, within.step(), http, bound, action -> resolve(action, within));
        return switch (callable.provided().action().body()) {
            case ActionBody.Code code -> code.handler().handle(handler, payload);
            case ActionBody.Request request ->
                new HttpActionCall(
                                request.action(),
                                payload,
                                bound,
                                context.plan().environment(),
                                context.services().generator())
                        .send(handler);
            case ActionBody.Flow body -> flow.call(body.kind(), payload, handler);
        };
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
