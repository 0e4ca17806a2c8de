package dev.dispatch.code;

import dev.dispatch.sdk.ActionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the actions of a class, all of them on one object of it. */
public final class ActionMethods {

    private final Class<?> type;

    /**
     * Makes no object yet: that happens when an action is called first.
     *
     * @param type a class that {@link ModuleDescriber} found no fault with
     */
    public ActionMethods(Class<?> type) {
        this.type = type;
    }

    /**
     * What calls an action.
     *
     * @throws IllegalArgumentException where the class has no action of that name
     */
    public ActionHandler<ObjectNode, ObjectNode, JsonNode> handler(String action) {
        return (_, _) -> {
            throw new UnsupportedOperationException(type.getName() + " " + action);
        };
    }
}
