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

    /** What kind of failure it is. */
    private final Kind kind;

    /** A stable word for programs. */
    private final String code;

    private final transient @Nullable JsonNode response;

    /** The part of the payload that is at fault; null where none is named. */
    private final @Nullable String pointer;

    /**
     * A failure.
     *
     * @param kind what kind of failure it is
     * @param code a stable word for programs, in capitals, such as {@code UNEXPECTED_STATUS}; one of the program's own
     *     issue codes keeps its meaning, any other is shown beside {@code ACTION_FAILED}
     * @param message one sentence for people: what failed, and how to mend it; without secrets
     * @param response what was answered all the same, kept as the step's response; null for none
     */
    public ActionException(Kind kind, String code, String message, @Nullable JsonNode response) {
        this(kind, code, message, response, null);
    }

    private ActionException(
            Kind kind, String code, String message, @Nullable JsonNode response, @Nullable String pointer) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.response = response;
        this.pointer = pointer;
    }

    /**
     * A failure of kind {@link Kind#FAILED} and the code {@code ACTION_FAILED}.
     *
     * @param message one sentence for people, without secrets
     * @return the failure, to be thrown
     */
    public static ActionException failed(String message) {
        return new ActionException(Kind.FAILED, "ACTION_FAILED", message, null);
    }

    /**
     * A failure of kind {@link Kind#BAD_INPUT} that points at the part of the payload which is at fault.
     *
     * @param pointer the place in the payload as a JSON Pointer (RFC 6901), such as {@code /amount}; empty for the whole
     * @param message one sentence for people, without secrets
     * @return the failure, to be thrown
     */
    public static ActionException badInput(String pointer, String message) {
        return new ActionException(Kind.BAD_INPUT, "MODULE_VALIDATION_ERROR", message, null, pointer);
    }

    /**
     * The same failure with another response kept.
     *
     * @param answer kept as the response of the failed step
     * @return the failure, to be thrown
     */
    public ActionException withResponse(JsonNode answer) {
        return new ActionException(kind, code, String.valueOf(getMessage()), answer, pointer);
    }

    /**
     * What kind of failure it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * A stable word for programs.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /**
     * What was answered all the same.
     *
     * @return the answer; null for none
     */
    public @Nullable JsonNode response() {
        return response;
    }

    /**
     * The part of the payload that is at fault.
     *
     * @return a JSON Pointer (RFC 6901); null where no part is named
     */
    public @Nullable String pointer() {
        return pointer;
    }
}
