package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.shape.ComponentNotes;
import dev.dispatch.shape.Shape;
import dev.dispatch.shape.Shapes;
import dev.dispatch.shape.Thrown;
import dev.dispatch.shape.TreeCheck;
import dev.dispatch.shape.ValueReader;
import dev.dispatch.shape.ValueWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls one method: JSON to records, records to JSON. */
final class ActionCall {

    private final Method method;
    private final @Nullable Shape input;
    private final Shape credential;
    private final Shape exports;

    ActionCall(Method method, ActionSignature signature, ComponentNotes notes) {
        Shapes shapes = new Shapes(notes);
        Type type = signature.input();
        this.method = method;
        this.input = type == null ? null : shapes.of(type, "The input");
        this.credential = shapes.of(signature.credential(), "The credential");
        this.exports = shapes.of(signature.exports(), "The exports");
        method.setAccessible(true);
    }

    /**
     * Calls it on an object.
     *
     * @throws Exception what the method throws
     */
    ActionResult<JsonNode> on(Object object, ActionContext<ObjectNode> context, ObjectNode payload) throws Exception {
        BoundContext bound = new BoundContext(context, credential);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Libraries in the module's jar look for what they need through it.
        thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try {
            Object[] arguments = input == null
                    ? new Object[] {bound}
                    : new Object[] {bound, new ValueReader("payload").read(input, payload, Pointer.ROOT)};
            return json((ActionResult<?>) method.invoke(object, arguments));
        } catch (InvocationTargetException e) {
            throw Thrown.by(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ActionResult<JsonNode> json(@Nullable ActionResult<?> result) throws Exception {
        if (result == null) {
            throw ActionException.failed("The method " + method.getName()
                    + " returned null instead of an ActionResult; return ActionResult.none()");
        }
        return new ActionResult<>(
                checked(result.response(), "response"),
                new ValueWriter().write(exports, result.exports(), Pointer.ROOT).orElse(null),
                result.detail(),
                checked(result.diagnostics(), "diagnostics"));
    }

    private static @Nullable JsonNode checked(@Nullable JsonNode tree, String name) {
        return tree == null ? null : TreeCheck.checked(tree, name, Pointer.ROOT);
    }
}
