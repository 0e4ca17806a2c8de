package dev.dispatch.sdk;

/**
 * The code behind an action.
 *
 * @param <C> the credential's type
 * @param <I> the input's type
 * @param <O> the type of the exports
 */
@FunctionalInterface
public interface ActionHandler<C, I, O> {
    /**
     * Does what the action is for; runs on one thread and may block.
     *
     * @throws ActionException to fail the step with a message for its reader
     */
    ActionResult<O> handle(ActionContext<C> context, I input);
}
