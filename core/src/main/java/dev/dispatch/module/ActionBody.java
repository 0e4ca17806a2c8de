package dev.dispatch.module;

import dev.dispatch.sdk.ActionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How an action is carried out. */
public sealed interface ActionBody {

    /** By code. */
    record Code(ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) implements ActionBody {}

    /** By one request described in {@code module.json}. */
    record Request(HttpAction action) implements ActionBody {}

    /** By the runner itself, because it is control flow. */
    record Flow(Kind kind) implements ActionBody {

        /** The kinds of control flow that look like an action in a job. */
        public enum Kind {
            SLEEP,
            POLL,
            FAIL,
            LOG
        }
    }
}
