package dev.dispatch.run;

import dev.dispatch.http.HttpExchange;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpListener;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.sdk.StatusRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Tells a run's listeners of each exchange of one call. */
final class CallRecorder implements HttpListener {

    private final RunEvents events;
    private final String stepId;
    private final String action;
    private final ExecutionPath path;
    private final int ordinal;
    private final List<StatusRange> expected;
    private final boolean followsRedirects;

    CallRecorder(
            RunEvents events,
            String stepId,
            String action,
            ExecutionPath path,
            int ordinal,
            List<StatusRange> expected,
            boolean followsRedirects) {
        this.events = events;
        this.stepId = stepId;
        this.action = action;
        this.path = path;
        this.ordinal = ordinal;
        this.expected = expected;
        this.followsRedirects = followsRedirects;
    }

    @Override
    public void started(HttpExchangeStart start) {
        events.learn(start.headers(), Json.object());
        events.tell(new RunEvent.CallStarted(
                start.startedAt(),
                stepId,
                path.call(ordinal, start.hop()),
                start.method(),
                start.url(),
                HttpHeader.first(start.headers(), "idempotency-key").orElse(null),
                events.fingerprint(start.method(), start.url(), requestBody(start))));
    }

    @Override
    public void finished(HttpExchange exchange) {
        HttpExchangeStart start = exchange.start();
        CallRecord call = switch (exchange.result()) {
            case HttpResult.Answered(HttpReply reply, var _) -> answered(exchange, reply);
            case HttpResult.Unanswered(var failure) ->
                new CallRecord(
                        path.call(ordinal, start.hop()),
                        stepId,
                        action,
                        start.startedAt(),
                        exchange.endedAt(),
                        start.method(),
                        start.url(),
                        start.headers(),
                        requestBody(start),
                        null,
                        List.of(),
                        new CallBody.None(),
                        false,
                        exchange.timings(),
                        failure.message());
        };
        events.tell(new RunEvent.CallFinished(exchange.endedAt(), call));
    }

    private CallRecord answered(HttpExchange exchange, HttpReply reply) {
        HttpExchangeStart start = exchange.start();
        CallBody body = responseBody(reply);
        events.learn(reply.headers(), body instanceof CallBody.JsonText(JsonNode value) ? value : Json.object());
        return new CallRecord(
                path.call(ordinal, start.hop()),
                stepId,
                action,
                start.startedAt(),
                exchange.endedAt(),
                start.method(),
                start.url(),
                start.headers(),
                requestBody(start),
                reply.status(),
                reply.headers(),
                body,
                isRedirect(reply) || StatusRange.anyContains(expected, reply.status()),
                exchange.timings(),
                null);
    }

    private boolean isRedirect(HttpReply reply) {
        return followsRedirects
                && switch (reply.status()) {
                    case 301, 302, 303, 307, 308 -> reply.header("location").isPresent();
                    default -> false;
                };
    }

    private static CallBody responseBody(HttpReply reply) {
        if (reply.body().length == 0) {
            return new CallBody.None();
        }
        return reply.isBinary()
                ? new CallBody.Binary(reply.body(), reply.mediaType())
                : body(reply.text(), reply.mediaType());
    }

    private static CallBody requestBody(HttpExchangeStart start) {
        if (start.body().length == 0) {
            return new CallBody.None();
        }
        String contentType = HttpHeader.first(start.headers(), "content-type").orElse("");
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean text = mediaType.startsWith("text/")
                || mediaType.endsWith("json")
                || mediaType.endsWith("xml")
                || mediaType.equals("application/x-www-form-urlencoded");
        return text
                ? body(new String(start.body(), StandardCharsets.UTF_8), mediaType)
                : new CallBody.Binary(start.body(), mediaType);
    }

    /** JSON is kept as a tree whatever its media type says, as it is for the steps. */
    private static CallBody body(String text, String mediaType) {
        if (mediaType.equals("application/x-www-form-urlencoded")) {
            return new CallBody.Text(text, mediaType);
        }
        try {
            return new CallBody.JsonText(Json.parse(text));
        } catch (JsonSyntaxException e) {
            return new CallBody.Text(text, mediaType.isEmpty() ? "text/plain" : mediaType);
        }
    }
}
