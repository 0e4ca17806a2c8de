package dev.dispatch.module;

import dev.dispatch.sdk.ActionException;

/** Words a fault of a payload that only shows when the request is made of it; nothing was sent then. */
final class BadInput {

    private BadInput() {}

    static ActionException of(String message) {
        return new ActionException(ActionException.Kind.BAD_INPUT, "MODULE_VALIDATION_ERROR", message, null);
    }
}
