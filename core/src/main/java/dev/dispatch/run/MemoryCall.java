package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.StepInfo;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A call of an action of {@code memory}: what it gave is told, so that a replay touches no memory. */
final class MemoryCall {

    private final RunContext context;
    private final StepInfo step;
    private final String action;

    MemoryCall(RunContext context, StepInfo step, String action) {
        this.context = context;
        this.step = step;
        this.action = action;
    }

    /**
     * What it gives, or gave before.
     *
     * @throws Exception what the action throws
     */
    ActionResult<JsonNode> answer(Callable<ActionResult<JsonNode>> call) throws Exception {
        Optional<JsonNode> known = context.services().past().observed(step.path(), action);
        if (known.isPresent()) {
            if (context.services().past().tellsObserved()) {
                tell(known.get());
            }
            return recalled(known.get());
        }
        try {
            ActionResult<JsonNode> result = call.call();
            tell(document(result));
            return result;
        } catch (ActionException e) {
            tell(document(e.kind(), e.code(), e.getMessage()));
            throw e;
        } catch (ProblemException e) {
            tell(document(
                    ActionException.Kind.FAILED,
                    IssueCode.INVALID_MEMORY.name(),
                    e.problem().message()));
            throw e;
        }
    }

    private void tell(JsonNode value) {
        context.events().tell(new RunEvent.Observed(context.now(), step.id(), step.path(), action, value));
    }

    private static ObjectNode document(ActionResult<JsonNode> result) {
        ObjectNode document = Json.object();
        set(document, "response", result.response());
        set(document, "exports", result.exports());
        if (result.detail() != null) {
            document.put("detail", result.detail());
        }
        return document;
    }

    private static ObjectNode document(ActionException.Kind kind, String code, @Nullable String message) {
        ObjectNode error = Json.object().put("kind", kind.name()).put("code", code);
        error.put("message", String.valueOf(message));
        return Json.object().set("error", error);
    }

    private static ActionResult<JsonNode> recalled(JsonNode document) {
        JsonNode error = document.path("error");
        if (error.isObject()) {
            throw new ActionException(
                    kind(error.path("kind").asString("")),
                    error.path("code").asString(""),
                    error.path("message").asString(""),
                    null);
        }
        JsonNode response = document.get("response");
        ActionResult<JsonNode> result = ActionResult.response(response == null ? Json.nothing() : response);
        if (document.get("exports") instanceof ObjectNode exports) {
            result = result.exports(exports);
        }
        JsonNode detail = document.get("detail");
        return detail == null ? result : result.detail(detail.asString(""));
    }

    private static ActionException.Kind kind(String word) {
        for (ActionException.Kind kind : ActionException.Kind.values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        return ActionException.Kind.FAILED;
    }

    private static void set(ObjectNode document, String name, @Nullable JsonNode value) {
        if (value != null) {
            document.set(name, value);
        }
    }
}
