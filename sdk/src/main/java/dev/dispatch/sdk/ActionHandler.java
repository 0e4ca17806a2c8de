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
     * @param context what the call may use
     * @param input the payload, checked against the action's schema
     * @return what later steps can read
     * @throws ActionException to fail the step with a message for its reader
     * @throws Exception any other is a fault of the code: the step fails with where it was thrown
     */
    ActionResult<O> handle(ActionContext<C> context, I input) throws Exception;
}
