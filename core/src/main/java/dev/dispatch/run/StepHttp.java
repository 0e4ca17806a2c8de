package dev.dispatch.run;

import dev.dispatch.http.FileSink;
import dev.dispatch.http.HttpCall;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.http.RequestBody;
import dev.dispatch.http.RequestFiles;
import dev.dispatch.json.Json;
import dev.dispatch.policy.Denial;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The transport as one attempt of an action sees it; counts its calls and remembers a refusal. */
final class StepHttp implements Http {

    private final HttpTransport transport;
    private final Attempt attempt;

    /** What the calls of one attempt share. Safe for several threads. */
    static final class Attempt {
        private final RunContext context;
        private final StepInfo step;
        private final @Nullable Duration longest;
        private int calls;
        private int authCalls;
        private @Nullable HttpReply refusal;
        private @Nullable Denial denial;

        /**
         * One attempt.
         *
         * @param longest bound on the time-out of each call; null for none
         */
        Attempt(RunContext context, StepInfo step, @Nullable Duration longest) {
            this.context = context;
            this.step = step;
            this.longest = longest;
        }

        /** The answer to the latest call where its status was not expected; empty for any other end. */
        synchronized Optional<HttpReply> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** What a policy says of the latest call; empty where none forbids it. */
        synchronized Optional<Denial> denial() {
            return Optional.ofNullable(denial);
        }

        /** How many calls were made so far. */
        synchronized int calls() {
            return calls;
        }

        private synchronized int nextCall() {
            refusal = null;
            denial = null;
            return ++calls;
        }

        private synchronized int nextAuthCall() {
            return ++authCalls;
        }

        private synchronized void refused(HttpReply reply) {
            refusal = reply;
        }

        /** Remembers what a policy says of the latest call. */
        synchronized void denied(@Nullable Denial rule) {
            denial = rule;
        }

        private Duration timeout(@Nullable Duration wanted) {
            Duration usual = wanted == null ? context.usualTimeout() : wanted;
            return longest != null && usual.compareTo(longest) > 0 ? longest : usual;
        }
    }

    StepHttp(HttpTransport transport, Attempt attempt) {
        this.transport = transport;
        this.attempt = attempt;
    }

    @Override
    public HttpResponse send(HttpRequest request) {
        return send(request, (FileSink) null);
    }

    @Override
    public HttpResponse save(HttpRequest request, String file) {
        RequestFiles files = attempt.context.plan().files().reader();
        return switch (files.target(file, request.expected(), request.followRedirects())) {
            case RequestFiles.Target.Ready(FileSink sink) -> send(request, sink);
            case RequestFiles.Target.Refused(RequestFiles.Fault fault) -> {
                attempt.denied(fault.denial());
                throw new ActionException(
                        fault.denial() == null ? ActionException.Kind.BAD_INPUT : ActionException.Kind.FAILED,
                        (fault.denial() == null ? IssueCode.MODULE_VALIDATION_ERROR : IssueCode.POLICY_DENIED).name(),
                        fault.message(),
                        null);
            }
        };
    }

    private HttpResponse send(HttpRequest request, @Nullable FileSink sink) {
        int ordinal = attempt.nextCall();
        return switch (RequestBody.of(request, attempt.context.plan().files().reader())) {
            case RequestBody.Refused(HttpFailure failure) -> throw unanswered(failure);
            case RequestBody.Ready ready -> send(request, ready, ordinal, sink);
        };
    }

    private HttpResponse send(HttpRequest request, RequestBody.Ready ready, int ordinal, @Nullable FileSink sink) {
        RunContext context = attempt.context;
        CallRecorder recorder =
                new CallRecorder(context, attempt.step, ordinal, request, ready.parts(), attempt::nextAuthCall, sink);
        HttpCall call = HttpCall.of(request, ready.body(), Optional.of(attempt.timeout(request.timeout())));
        if (request.auth() != null) {
            call = call.auth(context.transports().auths().ofRequest(request.auth()));
        }
        return switch (transport.send(call, sink, recorder, context.cancellation())) {
            case HttpResult.Answered(HttpReply reply, var _) -> {
                HttpResponse response = response(request, reply, sink);
                if (!response.asExpected()) {
                    attempt.refused(reply);
                }
                yield response;
            }
            case HttpResult.Unanswered(HttpFailure failure) -> throw unanswered(failure);
        };
    }

    private ActionException unanswered(HttpFailure failure) {
        attempt.denied(failure.denial());
        return failed(failure);
    }

    @Override
    public Http withDefaults(String baseUrl, List<HttpRequest.Field> headers) {
        Optional<String> base = baseUrl.isEmpty() ? Optional.empty() : Optional.of(baseUrl);
        List<HttpHeader> more = HttpCall.lines(headers);
        return new StepHttp(transport.withDefaults(base, () -> more), attempt);
    }

    private static HttpResponse response(HttpRequest request, HttpReply reply, @Nullable FileSink sink) {
        return new HttpResponse(
                reply.status(),
                reply.headers().stream()
                        .map(header -> new HttpRequest.Field(header.name(), header.value()))
                        .toList(),
                sink != null && sink.saved().isPresent()
                        ? FileSink.shown(sink.saved().get(), reply)
                        : reply.isBinary() ? binary(reply) : reply.json(),
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
            case POLICY,
                    REFUSED,
                    RESET,
                    TIMED_OUT,
                    UNKNOWN_HOST,
                    TLS,
                    PROXY,
                    PROTOCOL,
                    TOO_LARGE,
                    FILE,
                    TOO_MANY_REDIRECTS,
                    TOKEN_REFUSED,
                    TOKEN_UNAVAILABLE,
                    NOT_RECORDED -> failure.transient_() ? ActionException.Kind.TRANSIENT : ActionException.Kind.FAILED;
        };
        return new ActionException(kind, reason(failure.kind()).name(), failure.message(), null);
    }

    private static IssueCode reason(HttpFailure.Kind kind) {
        return switch (kind) {
            case NO_BASE_URL -> IssueCode.INVALID_HTTP_CONFIG;
            case INVALID_URL, INVALID_REQUEST -> IssueCode.MODULE_VALIDATION_ERROR;
            case POLICY -> IssueCode.POLICY_DENIED;
            case TIMED_OUT -> IssueCode.TIMED_OUT;
            case REFUSED, RESET, UNKNOWN_HOST, TLS, PROXY, PROTOCOL, TOO_LARGE, TOO_MANY_REDIRECTS ->
                IssueCode.CONNECTION_FAILED;
            case TOKEN_REFUSED, TOKEN_UNAVAILABLE -> IssueCode.UNEXPECTED_STATUS;
            case NOT_RECORDED -> IssueCode.NOT_RECORDED;
            case FILE, CANCELLED -> IssueCode.ACTION_FAILED;
        };
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
