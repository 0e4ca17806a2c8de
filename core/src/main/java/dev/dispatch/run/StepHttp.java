package dev.dispatch.run;

import dev.dispatch.http.HttpBody;
import dev.dispatch.http.HttpCall;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.http.Parameter;
import dev.dispatch.http.Part;
import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The transport as one attempt of an action sees it; counts its calls and remembers the last answer. */
final class StepHttp implements Http {

    private final HttpTransport transport;
    private final Attempt attempt;

    /** What the calls of one attempt share. */
    static final class Attempt {
        private final RunEvents events;
        private final String stepId;
        private final String action;
        private final ExecutionPath path;
        private final Cancellation cancellation;
        private final Duration usualTimeout;
        private final @Nullable Duration longest;
        private int calls;
        private @Nullable HttpReply last;

        /**
         * One attempt.
         *
         * @param usualTimeout of a call that names none
         * @param longest bound on the time-out of each call; null for none
         */
        Attempt(
                RunEvents events,
                String stepId,
                String action,
                ExecutionPath path,
                Cancellation cancellation,
                Duration usualTimeout,
                @Nullable Duration longest) {
            this.events = events;
            this.stepId = stepId;
            this.action = action;
            this.path = path;
            this.cancellation = cancellation;
            this.usualTimeout = usualTimeout;
            this.longest = longest;
        }

        /** The answer to the latest call; empty where nothing was answered. */
        Optional<HttpReply> last() {
            return Optional.ofNullable(last);
        }
    }

    StepHttp(HttpTransport transport, Attempt attempt) {
        this.transport = transport;
        this.attempt = attempt;
    }

    @Override
    public HttpResponse send(HttpRequest request) {
        attempt.calls++;
        attempt.last = null;
        CallRecorder recorder = new CallRecorder(
                attempt.events,
                attempt.stepId,
                attempt.action,
                attempt.path,
                attempt.calls,
                request.expected(),
                request.followRedirects());
        return switch (transport.send(call(request), recorder, attempt.cancellation)) {
            case HttpResult.Answered(HttpReply reply, var _) -> {
                attempt.last = reply;
                yield response(request, reply);
            }
            case HttpResult.Unanswered(HttpFailure failure) -> throw failed(failure);
        };
    }

    @Override
    public Http withDefaults(String baseUrl, List<HttpRequest.Field> headers) {
        Optional<String> base = baseUrl.isEmpty() ? Optional.empty() : Optional.of(baseUrl);
        List<HttpHeader> more = headers(headers);
        return new StepHttp(transport.withDefaults(base, () -> more), attempt);
    }

    private HttpCall call(HttpRequest request) {
        Duration wanted = request.timeout() == null ? attempt.usualTimeout : request.timeout();
        Duration timeout = attempt.longest != null && wanted.compareTo(attempt.longest) > 0 ? attempt.longest : wanted;
        return new HttpCall(
                request.method(),
                request.url(),
                parameters(request.query()),
                headers(request.headers()),
                body(request.body()),
                Optional.of(timeout),
                request.followRedirects());
    }

    private static HttpBody body(HttpContent content) {
        return switch (content) {
            case HttpContent.None _ -> HttpBody.none();
            case HttpContent.Json(JsonNode value) -> HttpBody.json(value);
            case HttpContent.Text(String value) -> HttpBody.text(value, "text/plain; charset=utf-8");
            case HttpContent.Form(List<HttpRequest.Field> fields) -> HttpBody.form(parameters(fields));
            case HttpContent.Multipart(List<HttpContent.Part> parts) ->
                HttpBody.multipart(parts.stream().map(StepHttp::part).toList());
            case HttpContent.Bytes(byte[] value, String mediaType) -> HttpBody.bytes(value, mediaType);
        };
    }

    private static Part part(HttpContent.Part part) {
        String filename = part.filename();
        if (filename == null) {
            return new Part.Text(part.name(), new String(part.content(), java.nio.charset.StandardCharsets.UTF_8));
        }
        String mediaType = part.mediaType();
        return new Part.Upload(
                part.name(), part.content(), filename, mediaType == null ? "application/octet-stream" : mediaType);
    }

    private static HttpResponse response(HttpRequest request, HttpReply reply) {
        return new HttpResponse(
                reply.status(),
                reply.headers().stream()
                        .map(header -> new HttpRequest.Field(header.name(), header.value()))
                        .toList(),
                reply.isBinary() ? binary(reply) : reply.json(),
                reply.body(),
                Duration.between(reply.startedAt(), reply.endedAt()),
                request.expected(),
                request.method() + " " + withoutQuery(reply.url()));
    }

    /** Binary content stays in its file; a step sees what can be asserted of it. */
    private static JsonNode binary(HttpReply reply) {
        return Json.object()
                .set(
                        "_binary",
                        Json.object()
                                .put("mediaType", reply.mediaType())
                                .put("size", reply.body().length)
                                .put("sha256", Json.sha256(reply.body())));
    }

    private static ActionException failed(HttpFailure failure) {
        ActionException.Kind kind = switch (failure.kind()) {
            case NO_BASE_URL, INVALID_URL, INVALID_REQUEST -> ActionException.Kind.BAD_INPUT;
            case CANCELLED -> ActionException.Kind.CANCELLED;
            case REFUSED, RESET, TIMED_OUT -> ActionException.Kind.TRANSIENT;
            case UNKNOWN_HOST, TLS, PROTOCOL, TOO_LARGE, TOO_MANY_REDIRECTS -> ActionException.Kind.FAILED;
        };
        return new ActionException(kind, failure.kind().name(), failure.message(), null);
    }

    private static List<Parameter> parameters(List<HttpRequest.Field> fields) {
        return fields.stream()
                .map(field -> new Parameter(field.name(), field.value()))
                .toList();
    }

    private static List<HttpHeader> headers(List<HttpRequest.Field> fields) {
        return fields.stream()
                .map(field -> new HttpHeader(field.name(), field.value()))
                .toList();
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
