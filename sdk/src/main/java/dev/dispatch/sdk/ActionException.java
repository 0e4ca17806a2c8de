package dev.dispatch.sdk;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fails a step; says why, whether trying again can help, and keeps what was answered. */
public final class ActionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; the run's exit code follows from it. */
    public enum Kind {
        /** The call was made and did not do what was asked. */
        FAILED,
        /** The same call may work a moment later. */
        TRANSIENT,
        /** The step's payload is at fault; trying again cannot help. */
        BAD_INPUT,
        /** The run was asked to stop. */
        CANCELLED
    }

    private final Kind kind;
    private final String code;
    private final transient @Nullable JsonNode response;

    /**
     * A failure.
     *
     * @param code a stable word for programs, such as {@code UNEXPECTED_STATUS}
     * @param response what was answered all the same, kept as the step's response; null for none
     */
    public ActionException(Kind kind, String code, String message, @Nullable JsonNode response) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.response = response;
    }

    /** A failure of kind {@link Kind#FAILED}. */
    public static ActionException failed(String message) {
        return new ActionException(Kind.FAILED, "ACTION_FAILED", message, null);
    }

    /** The same failure with another response kept. */
    public ActionException withResponse(JsonNode answer) {
        return new ActionException(kind, code, String.valueOf(getMessage()), answer);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public @Nullable JsonNode response() {
        return response;
    }
}
