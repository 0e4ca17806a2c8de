package dev.dispatch.code;

import dev.dispatch.sdk.ActionHandler;
import dev.dispatch.shape.Thrown;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the actions of a class, all of them on one object of it. Safe for several threads. */
public final class ActionMethods {

    private final Class<?> type;
    private final DescribedModule module;
    private final Map<String, ActionCall> calls = new ConcurrentHashMap<>();
    private @Nullable Object object;

    /**
     * Makes no object yet: that happens when an action is called first.
     *
     * @param type the class that the description is of
     * @param module what {@link ModuleDescriber} says of the class
     */
    public ActionMethods(Class<?> type, DescribedModule module) {
        this.type = type;
        this.module = module;
    }

    /**
     * What calls an action. It looks the method up when it is called first. What the author's code throws comes out as it
     * was thrown; a value that does not fit its Java type is an {@link dev.dispatch.sdk.ActionException} of kind BAD_INPUT
     * that points into the payload.
     *
     * @throws IllegalArgumentException where the class has no action of that name
     */
    public ActionHandler<ObjectNode, ObjectNode, JsonNode> handler(String action) {
        DescribedAction described = module.actions().stream()
                .filter(candidate -> candidate.name().equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action " + action));
        return (context, input) ->
                calls.computeIfAbsent(action, _ -> find(described)).on(object(), context, input);
    }

    private ActionCall find(DescribedAction action) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (ActionSignature.key(method).equals(action.method())
                        && ActionSignature.of(method)
                                instanceof ActionSignature.Reading.Ok(ActionSignature signature)) {
                    return new ActionCall(method, signature, module.notes());
                }
            }
        }
        throw new IllegalStateException(type.getName() + " has no method " + action.method());
    }

    private synchronized Object object() throws Exception {
        if (object == null) {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            try {
                object = constructor.newInstance();
            } catch (InvocationTargetException e) {
                throw Thrown.by(e);
            }
        }
        return object;
    }
}
