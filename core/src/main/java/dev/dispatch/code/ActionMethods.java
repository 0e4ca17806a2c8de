package dev.dispatch.code;

import dev.dispatch.sdk.ActionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the actions of a class, all of them on one object of it. */
public final class ActionMethods {

    private final Class<?> type;
    private final DescribedModule module;

    /**
     * Makes no object yet: that happens when an action is called first.
     *
     * @param module what {@link ModuleDescriber} says of the class
     */
    public ActionMethods(Class<?> type, DescribedModule module) {
        this.type = type;
        this.module = module;
    }

    /**
     * What calls an action.
     *
     * @throws IllegalArgumentException where the class has no action of that name
     */
    public ActionHandler<ObjectNode, ObjectNode, JsonNode> handler(String action) {
        return (_, _) -> {
            throw new UnsupportedOperationException(type.getName() + module.name() + action);
        };
    }
}
