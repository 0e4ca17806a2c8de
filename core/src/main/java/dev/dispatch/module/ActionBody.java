package dev.dispatch.module;

import dev.dispatch.sdk.ActionHandler;
import dev.dispatch.sdk.HttpRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How an action is carried out. */
public sealed interface ActionBody {

    /**
     * By code.
     *
     * @param request the one request that it sends, made of its input; null where the code alone knows
     */
    record Code(
            ActionHandler<ObjectNode, ObjectNode, JsonNode> handler,
            @Nullable Function<ObjectNode, HttpRequest> request)
            implements ActionBody {

        /** Code that sends whatever it likes. */
        public Code(ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) {
            this(handler, null);
        }
    }

    /** By one request described in {@code module.json}. */
    record Request(HttpAction action) implements ActionBody {}

    /** By the runner itself, because it is control flow. */
    record Flow(Kind kind) implements ActionBody {

        /** The kinds of control flow that look like an action in a job. */
        public enum Kind {
            SLEEP,
            POLL,
            FAIL,
            LOG,
            CALL
        }
    }
}
