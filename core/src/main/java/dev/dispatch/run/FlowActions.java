package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.module.ActionBody;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.time.Cancellation;
import dev.dispatch.time.Durations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The actions of {@code flow} that are one call; their inputs were held against their schemas before. */
final class FlowActions {

    private final Pauses pauses;
    private final Cancellation cancellation;

    FlowActions(Pauses pauses, Cancellation cancellation) {
        this.pauses = pauses;
        this.cancellation = cancellation;
    }

    ActionResult<JsonNode> call(ActionBody.Flow.Kind kind, ObjectNode input, ActionContext<ObjectNode> context) {
        return switch (kind) {
            case SLEEP -> sleep(input.get("duration").stringValue());
            case FAIL ->
                throw new ActionException(
                        ActionException.Kind.FAILED,
                        IssueCode.FLOW_FAIL.name(),
                        input.get("message").stringValue(),
                        null);
            case LOG -> log(input.get("message").stringValue(), context);
            case POLL, CALL -> throw new IllegalStateException(kind + " is a node of its own");
        };
    }

    private ActionResult<JsonNode> sleep(String text) {
        if (!pauses.pause(Durations.parse(text).orElseThrow(), cancellation)) {
            throw new ActionException(ActionException.Kind.CANCELLED, "CANCELLED", "The run was asked to stop", null);
        }
        return ActionResult.<JsonNode>response(Json.object().put("slept", text)).detail("slept " + text);
    }

    private static ActionResult<JsonNode> log(String message, ActionContext<ObjectNode> context) {
        context.activity(message);
        return ActionResult.<JsonNode>response(Json.object().put("message", message))
                .detail(message);
    }
}
