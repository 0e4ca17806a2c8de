package dev.dispatch.run;

import dev.dispatch.http.FileSink;
import dev.dispatch.http.HttpExchange;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpListener;
import dev.dispatch.http.HttpRecall;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.Part;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.StatusRange;
import dev.dispatch.sdk.StepInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells a run's listeners of each exchange of one call. */
final class CallRecorder implements HttpListener {

    private final RunEvents events;
    private final RunContext context;
    private final StepInfo step;
    private final int ordinal;
    private final HttpRequest request;
    private final List<Part> parts;
    private final IntSupplier authCalls;
    private final String prefix;
    private final @Nullable FileSink sink;

    private CallBody requestBody = new CallBody.None();

    /**
     * The recorder of one call, its redirects included.
     *
     * @param ordinal of the call within its attempt, from 1
     * @param sink the file that took the body of an answer; null for none
     * @param parts of the form that is sent; none where it sends another body
     * @param authCalls counts the calls that the transport makes for its own authentication
     */
    CallRecorder(
            RunContext context,
            StepInfo step,
            int ordinal,
            HttpRequest request,
            List<Part> parts,
            IntSupplier authCalls,
            @Nullable FileSink sink) {
        this(context, step, ordinal, request, parts, authCalls, sink, "");
    }

    private CallRecorder(
            RunContext context,
            StepInfo step,
            int ordinal,
            HttpRequest request,
            List<Part> parts,
            IntSupplier authCalls,
            @Nullable FileSink sink,
            String prefix) {
        this.context = context;
        this.events = context.events();
        this.step = step;
        this.ordinal = ordinal;
        this.request = request;
        this.parts = parts;
        this.sink = sink;
        this.authCalls = authCalls;
        this.prefix = prefix;
    }

    @Override
    public void secret(List<String> values) {
        events.secret(values);
    }

    @Override
    public HttpListener ofAuth() {
        HttpRequest answered = HttpRequest.of("POST", "").followRedirects(false);
        return new CallRecorder(
                context, step, authCalls.getAsInt(), answered, List.of(), authCalls, null, ExecutionPath.OF_AUTH);
    }

    @Override
    public void started(HttpExchangeStart start) {
        noteSent(start);
        String fingerprint = fingerprint(start);
        events.tell(new RunEvent.CallStarted(
                start.startedAt(),
                step.id(),
                path(start),
                start.method(),
                start.url(),
                HttpHeader.first(start.headers(), "idempotency-key").orElse(null),
                fingerprint));
    }

    /** Methods that change nothing the second time (RFC 9110, section 9.2.2), and what says by a key that it is the same. */
    private static boolean mayRepeat(HttpExchangeStart start) {
        return switch (start.method()) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
            default ->
                HttpHeader.first(start.headers(), "idempotency-key")
                        .filter(key -> !key.isBlank())
                        .isPresent();
        };
    }

    @Override
    public void finished(HttpExchange exchange) {
        CallRecord call = switch (exchange.result()) {
            case HttpResult.Answered(HttpReply reply, var _) -> answered(exchange, reply);
            case HttpResult.Unanswered(HttpFailure failure) ->
                record(exchange, null, List.of(), new CallBody.None(), false, failure);
        };
        events.tell(new RunEvent.CallFinished(exchange.endedAt(), call));
    }

    private CallRecord answered(HttpExchange exchange, HttpReply reply) {
        events.learn(reply.headers());
        CallBody body = learned(responseBody(reply));
        boolean expected = isRedirect(reply) || StatusRange.anyContains(request.expected(), reply.status());
        return record(exchange, reply.status(), reply.headers(), body, expected, null);
    }

    private CallRecord record(
            HttpExchange exchange,
            @Nullable Integer status,
            List<HttpHeader> headers,
            CallBody body,
            boolean expected,
            @Nullable HttpFailure failure) {
        HttpExchangeStart start = exchange.start();
        return new CallRecord(
                path(start),
                step.id(),
                step.action(),
                start.startedAt(),
                exchange.endedAt(),
                start.method(),
                start.url(),
                start.headers(),
                requestBody,
                status,
                headers,
                body,
                expected,
                exchange.timings(),
                exchange.connection(),
                failure == null ? null : failure.message(),
                failure == null ? null : failure.kind().name());
    }

    @Override
    public Optional<HttpRecall> recall(HttpExchangeStart start) {
        Past past = context.services().past();
        if (past.equals(Past.NONE)) {
            return Optional.empty();
        }
        Optional<HttpRecall> known = past.call(path(start), fingerprint(start), start);
        if (known.isPresent()) {
            noteSent(start);
        }
        return known;
    }

    /** What fetches a token changes nothing of the service. */
    private void noteSent(HttpExchangeStart start) {
        if (prefix.isEmpty() && !mayRepeat(start)) {
            context.repeatability().spoil(start.method());
        }
    }

    /** What is secret in the request is learnt first. */
    private String fingerprint(HttpExchangeStart start) {
        events.learn(start.headers());
        requestBody = learned(requestBody(start));
        return events.redaction().fingerprint(start.method(), start.url(), requestBody);
    }

    private String path(HttpExchangeStart start) {
        return prefix + new ExecutionPath(step.path()).call(ordinal, start.hop());
    }

    /** A body and what it is as JSON, so that it is read once. */
    private record Read(CallBody body, @Nullable JsonNode value) {

        Read(CallBody body) {
            this(body, null);
        }
    }

    private CallBody learned(Read read) {
        JsonNode value = read.body() instanceof CallBody.Multipart(JsonNode described) ? described : read.value();
        if (value != null) {
            events.learn(value);
        }
        return read.body();
    }

    private boolean isRedirect(HttpReply reply) {
        return request.followRedirects()
                && switch (reply.status()) {
                    case 301, 302, 303, 307, 308 -> reply.header("location").isPresent();
                    default -> false;
                };
    }

    private Read responseBody(HttpReply reply) {
        if (sink != null && sink.took(reply)) {
            // The bytes stand in the job's own file; the record says which one it was.
            JsonNode shown = FileSink.shown(sink.saved().orElseThrow(), reply);
            return new Read(new CallBody.JsonText(Json.compact(shown)), shown);
        }
        if (reply.body().length == 0) {
            return new Read(new CallBody.None());
        }
        return reply.isBinary()
                ? new Read(new CallBody.Binary(reply.body(), reply.mediaType()))
                : body(reply.text(), reply.mediaType());
    }

    private Read requestBody(HttpExchangeStart start) {
        if (start.body().length == 0) {
            return new Read(new CallBody.None());
        }
        if (!parts.isEmpty()) {
            return new Read(new CallBody.Multipart(Part.described(parts)));
        }
        String contentType = HttpHeader.first(start.headers(), "content-type").orElse("");
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean text = mediaType.startsWith("text/")
                || mediaType.endsWith("json")
                || mediaType.endsWith("xml")
                || mediaType.equals("application/x-www-form-urlencoded");
        return text
                ? body(new String(start.body(), StandardCharsets.UTF_8), mediaType)
                : new Read(new CallBody.Binary(start.body(), mediaType));
    }

    /** JSON is known as such whatever its media type says, as it is for the steps. */
    private static Read body(String text, String mediaType) {
        if (mediaType.equals("application/x-www-form-urlencoded")) {
            return new Read(new CallBody.Text(text, mediaType));
        }
        try {
            return new Read(new CallBody.JsonText(text), Json.parse(text));
        } catch (JsonSyntaxException e) {
            return new Read(new CallBody.Text(text, mediaType.isEmpty() ? "text/plain" : mediaType));
        }
    }
}
