package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.ResolvedAction;
import dev.dispatch.sdk.StepInfo;
import dev.dispatch.shape.Shape;
import dev.dispatch.shape.ValueReader;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The context of a call with the credential as the type that the method names. */
final class BoundContext implements ActionContext<Object> {

    private final ActionContext<ObjectNode> context;
    private final Shape shape;

    BoundContext(ActionContext<ObjectNode> context, Shape shape) {
        this.context = context;
        this.shape = shape;
    }

    @Override
    public Object credential() {
        if (shape instanceof Shape.Nothing) {
            throw ActionException.failed("The action takes no credential; name its type: ActionContext<ApiKey>");
        }
        try {
            Object value = new ValueReader("credential").read(shape, context.credential(), Pointer.ROOT);
            return Objects.requireNonNull(value, "a credential is an object");
        } catch (ActionException e) {
            // Its place is in the credential, not in the payload.
            throw new ActionException(e.kind(), e.code(), String.valueOf(e.getMessage()), null);
        }
    }

    @Override
    public Http http() {
        return context.http();
    }

    @Override
    public StepInfo step() {
        return context.step();
    }

    @Override
    public ObjectNode run() {
        return context.run();
    }

    @Override
    public void activity(String line) {
        context.activity(line);
    }

    @Override
    public void progress(String message) {
        context.progress(message);
    }

    @Override
    public Optional<ResolvedAction> resolve(String action) {
        return context.resolve(action);
    }
}
