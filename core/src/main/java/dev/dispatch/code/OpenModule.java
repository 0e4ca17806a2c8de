package dev.dispatch.code;

import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionHandler;
import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The classes of a module, opened when one of its actions is called for the first time. */
final class OpenModule {

    /** Makes the loader of the module's classes. */
    @FunctionalInterface
    interface Opening {
        /**
         * Makes it anew.
         *
         * @throws IOException where the classes are no longer there
         */
        ModuleClasses open() throws IOException;
    }

    private final DescribedModule description;
    private final Opening opening;
    private @Nullable Opened opened;

    private record Opened(ModuleClasses classes, ActionMethods methods) {}

    OpenModule(DescribedModule description, Opening opening) {
        this.description = description;
        this.opening = opening;
    }

    /** What calls an action, with the module's own loader as that of the calling thread. */
    ActionHandler<ObjectNode, ObjectNode, JsonNode> handler(String action) {
        return (context, input) -> call(action, context, input);
    }

    private ActionResult<JsonNode> call(String action, ActionContext<ObjectNode> context, ObjectNode input)
            throws Exception {
        Opened ready = opened();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ready.classes());
        try {
            return ready.methods().handler(action).handle(context, input);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private synchronized Opened opened() {
        Opened ready = opened;
        if (ready == null) {
            try {
                ModuleClasses classes = opening.open();
                ready = new Opened(
                        classes, new ActionMethods(Class.forName(description.type(), false, classes), description));
                opened = ready;
            } catch (IOException | ClassNotFoundException e) {
                throw ActionException.failed(
                        "The classes of module '" + description.name() + "' cannot be opened: " + e.getMessage());
            }
        }
        return ready;
    }
}
