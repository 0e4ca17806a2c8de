package dev.dispatch.record;

import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpTimings;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What came of a recorded call, as if it came from the network. */
public final class RecordedAnswer {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final RecordedCall call;
    private final JsonNode line;
    private final UnaryOperator<String> secrets;

    /** @param secrets puts something in the place of what was secret */
    public RecordedAnswer(RecordedCall call, UnaryOperator<String> secrets) {
        this.call = call;
        this.line = call.line();
        this.secrets = secrets;
    }

    /** How long the exchange took, to the millisecond. */
    public Duration took() {
        return duration(line.path("durationMs"));
    }

    /** What it went over. */
    public HttpConnection connection() {
        JsonNode proxy = line.path("proxy");
        return new HttpConnection(
                line.has("protocol") ? line.path("protocol").asString("") : null,
                proxy.isString() ? proxy.stringValue() : null,
                line.path("tls").asString("").equals("insecure"));
    }

    /**
     * The answer to a request that is not sent, or why there was none. One whose body the record does not hold is an
     * {@link HttpFailure.Kind#NOT_RECORDED}.
     */
    public HttpResult to(HttpExchangeStart start, Instant startedAt, Instant endedAt) {
        if (call.httpCode().isEmpty()) {
            return failed(call.error().orElse("nothing was answered"), start);
        }
        if (line.has("responseOmitted")) {
            return new HttpResult.Unanswered(new HttpFailure(
                    HttpFailure.Kind.NOT_RECORDED,
                    "the record does not hold the body that " + start.method() + " " + call.url() + " was answered: "
                            + line.path("responseOmitted").asString(""),
                    start.url()));
        }
        List<HttpHeader> headers = headers();
        String contentType = HttpHeader.first(headers, "content-type").orElse("");
        return new HttpResult.Answered(
                new HttpReply(
                        call.httpCode().get(),
                        headers,
                        body(contentType),
                        contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                        start.url(),
                        start.method(),
                        startedAt,
                        endedAt,
                        timings()),
                start.hop());
    }

    private HttpResult failed(String message, HttpExchangeStart start) {
        HttpFailure.Kind kind = HttpFailure.Kind.PROTOCOL;
        for (HttpFailure.Kind each : HttpFailure.Kind.values()) {
            if (each.name().equals(line.path("errorKind").asString(""))) {
                kind = each;
            }
        }
        return new HttpResult.Unanswered(new HttpFailure(kind, secrets.apply(message), start.url()));
    }

    private List<HttpHeader> headers() {
        List<HttpHeader> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : line.path("responseHeaders").properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (header.getValue().isArray()) {
                header.getValue()
                        .forEach(value -> headers.add(new HttpHeader(name, secrets.apply(value.asString("")))));
            } else {
                headers.add(new HttpHeader(name, secrets.apply(header.getValue().asString(""))));
            }
        }
        return headers;
    }

    /** A record keeps texts in UTF-8, whatever the server wrote them in. */
    private byte[] body(String contentType) {
        Optional<RecordedBody> body = call.response();
        if (body.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = body.get().bytes();
        if (body.get().isBinary()) {
            return bytes;
        }
        String text = secrets.apply(new String(bytes, StandardCharsets.UTF_8));
        return text.getBytes(charset(contentType));
    }

    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = contentType.substring(at + "charset=".length()).split(";", 2)[0];
        try {
            return Charset.forName(name.strip().replace("\"", "").replace("'", ""));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Its phases. */
    public HttpTimings timings() {
        JsonNode timings = line.path("timings");
        return new HttpTimings(
                phase(timings, "dns"),
                phase(timings, "connect"),
                phase(timings, "tls"),
                phase(timings, "send"),
                phase(timings, "wait"),
                phase(timings, "receive"));
    }

    private static Optional<Duration> phase(JsonNode timings, String name) {
        return timings.path(name).isNumber() ? Optional.of(duration(timings.get(name))) : Optional.empty();
    }

    /** In milliseconds; anybody may have written them. */
    private static Duration duration(JsonNode millis) {
        if (!millis.isNumber() || Math.abs(millis.doubleValue()) > LONGEST.toMillis()) {
            return Duration.ZERO;
        }
        BigDecimal nanos = millis.decimalValue().movePointRight(6);
        return nanos.signum() < 0 ? Duration.ZERO : Duration.ofNanos(nanos.longValue());
    }
}
