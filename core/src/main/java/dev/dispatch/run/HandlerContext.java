package dev.dispatch.run;

import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.ResolvedAction;
import dev.dispatch.sdk.StepInfo;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a handler is given for one call. */
final class HandlerContext implements ActionContext<ObjectNode> {

    private final RunContext context;
    private final StepInfo step;
    private final Http http;
    private final @Nullable ObjectNode credential;
    private final @Nullable CodeCall code;
    private final Function<String, Optional<ResolvedAction>> actions;

    /** @param code of a module that is given this; null for what is part of the program */
    HandlerContext(
            RunContext context,
            StepInfo step,
            Http http,
            @Nullable ObjectNode credential,
            @Nullable CodeCall code,
            Function<String, Optional<ResolvedAction>> actions) {
        this.context = context;
        this.step = step;
        this.http = http;
        this.credential = credential;
        this.code = code;
        this.actions = actions;
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public ObjectNode credential() {
        if (credential == null) {
            throw new ActionException(
                    ActionException.Kind.BAD_INPUT,
                    "ACTION_REQUIRES_CREDENTIAL",
                    "Action '" + step.action() + "' requires a credential profile",
                    null);
        }
        return credential;
    }

    @Override
    public StepInfo step() {
        return step;
    }

    @Override
    public ObjectNode run() {
        return context.state().run().deepCopy();
    }

    @Override
    public void activity(String line) {
        inProgram(() -> context.events().tell(new RunEvent.Activity(context.now(), step.id(), line)));
    }

    @Override
    public void progress(String message) {
        inProgram(() -> context.progress(step.id(), message));
    }

    private void inProgram(Runnable part) {
        if (code == null) {
            part.run();
            return;
        }
        code.inProgram(() -> {
            part.run();
            return part;
        });
    }

    @Override
    public Optional<ResolvedAction> resolve(String action) {
        return actions.apply(action);
    }
}
