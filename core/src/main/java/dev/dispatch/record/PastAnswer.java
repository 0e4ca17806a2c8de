package dev.dispatch.record;

import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpRecall;
import dev.dispatch.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a recorded call, as if it came from the network again. */
final class PastAnswer {

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
        RecordedAnswer answer = new RecordedAnswer(call, UnaryOperator.identity());
        Instant startedAt = moment("startedAt", endedAt);
        return new HttpRecall(
                answer.to(start, startedAt, endedAt), endedAt, answer.timings(), answer.connection(), false);
    }

    private Instant moment(String member, Instant otherwise) {
        try {
            return Instant.parse(line.path(member).asString(""));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
