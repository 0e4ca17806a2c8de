package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.HttpActionCall;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.StepInfo;
import dev.dispatch.time.Durations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls an action once. */
final class ActionRunner {

    private final RunContext context;

    ActionRunner(RunContext context) {
        this.context = context;
    }

    /**
     * Calls it.
     *
     * @param payload complete and checked
     * @param credential name of the bound profile; null for none
     * @param longest bound on the time-out of each HTTP call; null for none
     */
    CallOutcome call(
            Node.Callable callable,
            StepInfo step,
            ObjectNode payload,
            @Nullable String credential,
            @Nullable Duration longest) {
        context.events()
                .tell(new RunEvent.AttemptStarted(context.now(), step.id(), step.path(), callable.key(), payload));
        StepHttp.Attempt attempt = new StepHttp.Attempt(
                context.events(),
                step.id(),
                callable.key(),
                new ExecutionPath(step.path()),
                context.cancellation(),
                context.usualTimeout(),
                longest);
        ObjectNode bound =
                credential == null ? null : context.plan().credentials().get(credential);
        try {
            StepHttp http = new StepHttp(context.transport(callable.provided().module()), attempt);
            HandlerContext handler = new HandlerContext(context, step, http, bound);
            return finished(callable, execute(callable, payload, bound, handler));
        } catch (ActionException e) {
            return failed(e, attempt);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            StepFailure failure =
                    new StepFailure(problem.code(), problem.code().name(), problem.message(), problem.issues());
            return new CallOutcome.Failed(
                    StepOutput.NONE, failure, problem.code() == ProblemCode.USAGE_ERROR, attempt.last());
        } catch (RuntimeException e) {
            return crashed(callable, e, attempt);
        }
    }

    private ActionResult<JsonNode> execute(
            Node.Callable callable,
            ObjectNode payload,
            @Nullable ObjectNode credential,
            ActionContext<ObjectNode> handler) {
        return switch (callable.provided().action().body()) {
            case ActionBody.Code code -> code.handler().handle(handler, payload);
            case ActionBody.Request request ->
                new HttpActionCall(
                                request.action(),
                                payload,
                                credential,
                                context.plan().environment(),
                                context.services().generator())
                        .send(handler);
            case ActionBody.Flow flow -> flow(flow.kind(), payload, handler);
        };
    }

    private ActionResult<JsonNode> flow(
            ActionBody.Flow.Kind kind, ObjectNode payload, ActionContext<ObjectNode> handler) {
        return switch (kind) {
            case SLEEP -> sleep(payload.get("duration").stringValue());
            case FAIL ->
                throw new ActionException(
                        ActionException.Kind.FAILED,
                        IssueCode.FLOW_FAIL.name(),
                        payload.get("message").stringValue(),
                        null);
            case LOG -> {
                String message = payload.get("message").stringValue();
                handler.activity(message);
                yield ActionResult.<JsonNode>response(Json.object().put("message", message))
                        .detail(message);
            }
            case POLL -> throw new IllegalStateException("a poll is a node of its own");
        };
    }

    private ActionResult<JsonNode> sleep(String text) {
        Duration duration = Durations.parse(text).orElseThrow();
        if (context.cancellation().await(duration)) {
            throw new ActionException(ActionException.Kind.CANCELLED, "CANCELLED", "The run was asked to stop", null);
        }
        return ActionResult.<JsonNode>response(Json.object().put("slept", text)).detail("slept " + text);
    }

    /** Exports, and the response where the action asks for it, have to fit what the action promises. */
    private static CallOutcome finished(Node.Callable callable, ActionResult<JsonNode> result) {
        StepOutput output = new StepOutput(
                result.response(), result.exports(), null, result.detail(), result.diagnostics(), List.of());
        ActionDefinition action = callable.provided().action();
        if (callable.exports() != null && result.exports() != null) {
            List<SchemaViolation> violations = callable.exports().validate(result.exports());
            if (!violations.isEmpty()) {
                return broken(output, "exports", action, violations);
            }
        }
        if (action.body() instanceof ActionBody.Request(var request)
                && request.checkResponse()
                && action.responseSchema() != null
                && result.response() != null
                && JsonSchema.compile(action.responseSchema()) instanceof JsonSchema.Compiled.Ok(JsonSchema schema)) {
            List<SchemaViolation> violations = schema.validate(result.response());
            if (!violations.isEmpty()) {
                return broken(output, "response", action, violations);
            }
        }
        return new CallOutcome.Done(output);
    }

    private static CallOutcome broken(
            StepOutput output, String part, ActionDefinition action, List<SchemaViolation> violations) {
        List<Issue> issues = violations.stream()
                .map(violation -> Issue.at(
                        IssueCode.INVALID_EXPORTS,
                        Pointer.ROOT.child(part).append(violation.pointer()),
                        "'"
                                + Pointer.ROOT
                                        .child(part)
                                        .append(violation.pointer())
                                        .dotted() + "' " + violation.message()))
                .toList();
        StepFailure failure = new StepFailure(
                ProblemCode.RUNTIME_ERROR,
                "INVALID_" + part.toUpperCase(java.util.Locale.ROOT),
                "The " + part + " of " + action.key() + " does not fit its schema: "
                        + issues.getFirst().message(),
                issues);
        return new CallOutcome.Failed(output, failure, false, java.util.Optional.empty());
    }

    /** A handler that breaks ends its step, not the program; where it broke is kept in the record. */
    private static CallOutcome crashed(Node.Callable callable, RuntimeException e, StepHttp.Attempt attempt) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String message = callable.key() + " broke: " + e.getClass().getSimpleName()
                + (e.getMessage() == null ? "" : ": " + e.getMessage());
        StepOutput output = new StepOutput(null, null, null, null, Json.text(trace.toString()), List.of());
        StepFailure failure = new StepFailure(ProblemCode.INTERNAL_ERROR, "ACTION_BROKE", message, List.of());
        return new CallOutcome.Failed(output, failure, true, attempt.last());
    }

    private CallOutcome failed(ActionException e, StepHttp.Attempt attempt) {
        StepOutput output = StepOutput.NONE.response(e.response());
        ProblemCode code = switch (e.kind()) {
            case TRANSIENT -> ProblemCode.TRANSIENT_ERROR;
            case FAILED, BAD_INPUT, CANCELLED -> ProblemCode.RUNTIME_ERROR;
        };
        if (e.kind() == ActionException.Kind.CANCELLED || context.cancellation().cancelled()) {
            return new CallOutcome.Cancelled();
        }
        return new CallOutcome.Failed(
                output,
                new StepFailure(code, e.code(), String.valueOf(e.getMessage()), List.of()),
                e.kind() == ActionException.Kind.BAD_INPUT,
                attempt.last());
    }
}
