package dev.dispatch.record;

import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpRecall;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpTimings;
import dev.dispatch.redact.Redactor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a recorded call, as if it came from the network again. */
final class PastAnswer {

    private static final HttpTimings NO_TIMINGS = new HttpTimings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final RecordedCall call;
    private final ObjectNode line;

    private PastAnswer(RecordedCall call, ObjectNode line) {
        this.call = call;
        this.line = line;
    }

    /** Empty for an answer of which the record does not hold everything: what was secret, too large, or cut off. */
    static Optional<PastAnswer> of(RecordedCall call) {
        ObjectNode line = call.line();
        boolean whole = !line.has("responseOmitted")
                && !holdsMark(line.path("responseHeaders"))
                && !PastCall.isStopped(call)
                && (call.httpCode().isPresent() || line.has("error"))
                && call.response().map(PastAnswer::isWhole).orElse(true);
        return whole ? Optional.of(new PastAnswer(call, line)) : Optional.empty();
    }

    private static boolean isWhole(RecordedBody body) {
        return body.isThere()
                && (body.isBinary() || !new String(body.bytes(), StandardCharsets.UTF_8).contains(Redactor.MARK));
    }

    private static boolean holdsMark(JsonNode headers) {
        return headers.toString().contains(Redactor.MARK);
    }

    /** The answer to a request that is not sent; nobody is told of it again. */
    HttpRecall to(HttpExchangeStart start) {
        Instant endedAt = moment("endedAt", start.startedAt());
        HttpConnection connection = new HttpConnection(null, null, false);
        return new HttpRecall(result(start, endedAt), endedAt, NO_TIMINGS, connection, false);
    }

    private HttpResult result(HttpExchangeStart start, Instant endedAt) {
        Optional<Integer> status = call.httpCode();
        if (status.isEmpty()) {
            return new HttpResult.Unanswered(
                    new HttpFailure(kind(), call.error().orElse(""), start.url()));
        }
        List<HttpHeader> headers = headers();
        String contentType = HttpHeader.first(headers, "content-type").orElse("");
        HttpReply reply = new HttpReply(
                status.get(),
                headers,
                body(contentType),
                contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                start.url(),
                start.method(),
                moment("startedAt", endedAt),
                endedAt,
                NO_TIMINGS);
        return new HttpResult.Answered(reply, start.hop());
    }

    private HttpFailure.Kind kind() {
        String word = line.path("errorKind").asString("");
        for (HttpFailure.Kind kind : HttpFailure.Kind.values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        return HttpFailure.Kind.RESET;
    }

    private List<HttpHeader> headers() {
        List<HttpHeader> headers = new ArrayList<>();
        line.path("responseHeaders").properties().forEach(header -> {
            JsonNode value = header.getValue();
            if (value.isArray()) {
                value.forEach(each -> headers.add(new HttpHeader(header.getKey(), each.asString(""))));
            } else {
                headers.add(new HttpHeader(header.getKey(), value.asString("")));
            }
        });
        return headers;
    }

    /** Texts stand in the record as UTF-8, whatever they came in. */
    private byte[] body(String contentType) {
        Optional<RecordedBody> body = call.response();
        if (body.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = body.get().bytes();
        Charset declared = charset(contentType);
        return body.get().isBinary() || declared.equals(StandardCharsets.UTF_8)
                ? bytes
                : new String(bytes, StandardCharsets.UTF_8).getBytes(declared);
    }

    private static Charset charset(String contentType) {
        for (String parameter : contentType.split(";", -1)) {
            String[] parts = parameter.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("charset")) {
                try {
                    return Charset.forName(parts[1].strip().replace("\"", ""));
                } catch (IllegalArgumentException e) {
                    return StandardCharsets.UTF_8;
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    private Instant moment(String member, Instant otherwise) {
        try {
            return Instant.parse(line.path(member).asString(""));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
