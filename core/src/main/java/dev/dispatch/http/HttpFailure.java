package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no answer.
 *
 * @param message for people: the host and port and what to do; no name of a Java class
 * @param url the full URL as far as it was known
 * @param denial which rule forbids the call; null unless a policy does
 */
public record HttpFailure(
        Kind kind, String message, String url, @Nullable Denial denial) {

    /** The closed set of reasons; those before the sending come first. */
    public enum Kind {
        NO_BASE_URL(false),
        INVALID_URL(false),
        INVALID_REQUEST(false),
        POLICY(false),
        REFUSED(true),
        RESET(true),
        TIMED_OUT(true),
        UNKNOWN_HOST(false),
        TLS(false),
        PROXY(false),
        PROTOCOL(false),
        TOO_LARGE(false),
        FILE(false),
        TOO_MANY_REDIRECTS(false),
        /** The server of tokens gives none. */
        TOKEN_REFUSED(false),
        /** It gives none now. */
        TOKEN_UNAVAILABLE(true),
        /** The run is a replay, and what it replays was never asked this. */
        NOT_RECORDED(false),
        CANCELLED(false);

        private final boolean transientKind;

        Kind(boolean transientKind) {
            this.transientKind = transientKind;
        }
    }

    public HttpFailure(Kind kind, String message, String url) {
        this(kind, message, url, null);
    }

    static HttpFailure denied(Denial denial, String url) {
        return new HttpFailure(Kind.POLICY, denial.message(), url, denial);
    }

    /** True where the same call may succeed later without any change: refused, reset, timed out. */
    public boolean transient_() {
        return kind.transientKind;
    }
}
