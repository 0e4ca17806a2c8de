package dev.dispatch.record;

import dev.dispatch.http.HttpFailure;
import dev.dispatch.redact.Redactor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of a run that is continued, as its journal tells it.
 *
 * @param key its idempotency key; empty for none
 * @param answer what came of it; null where that is not known
 */
record PastCall(
        String path,
        String method,
        String url,
        String key,
        String fingerprint,
        @Nullable RecordedCall answer) {

    /** Of its line {@code call-started}. */
    static PastCall of(ObjectNode line, @Nullable RecordedCall answer) {
        return new PastCall(
                line.path("path").asString(""),
                line.path("method").asString(""),
                line.path("url").asString(""),
                line.path("idempotencyKey").asString(""),
                line.path("fingerprint").asString(""),
                answer);
    }

    /** Methods that change nothing the second time (RFC 9110, section 9.2.2), a key that says so, and what fetches a token. */
    boolean mayRepeat() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
            default -> ofAuth() || (!key.isBlank() && !key.contains(Redactor.MARK));
        };
    }

    boolean reads() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> ofAuth();
        };
    }

    boolean ofAuth() {
        return path.startsWith("!auth/");
    }

    /** What came of it, where that can be used in the place of sending it again. */
    Optional<PastAnswer> usable() {
        return answer == null || ofAuth() ? Optional.empty() : PastAnswer.of(answer);
    }

    /** Whether the server may have done what it was asked to and nobody heard of it. */
    boolean isOpen() {
        if (answer == null) {
            return true;
        }
        if (answer.httpCode().isPresent()) {
            return false;
        }
        String kind = answer.line().path("errorKind").asString("");
        return switch (kind) {
            case "NO_BASE_URL", "INVALID_URL", "INVALID_REQUEST", "POLICY", "REFUSED", "UNKNOWN_HOST", "TLS", "PROXY" ->
                false;
            default -> true;
        };
    }

    /** Whether it was asked to stop, so that what came of it says nothing. */
    static boolean isStopped(RecordedCall call) {
        return call.line().path("errorKind").asString("").equals(HttpFailure.Kind.CANCELLED.name());
    }

    boolean wasExpected() {
        return answer != null && answer.expected();
    }

    boolean gaveCookies() {
        return answer != null && answer.line().path("responseHeaders").has("set-cookie");
    }

    /** For messages: {@code POST http://... (path)}. */
    String shown() {
        return method + " " + url + " (" + path + ")";
    }
}
