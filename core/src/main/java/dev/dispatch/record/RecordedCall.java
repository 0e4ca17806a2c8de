package dev.dispatch.record;

import dev.dispatch.run.CallBody;
import dev.dispatch.run.Fingerprint;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One HTTP exchange of a record. */
public final class RecordedCall {

    private final RecordReader reader;
    private final ObjectNode line;

    RecordedCall(RecordReader reader, ObjectNode line) {
        this.reader = reader;
        this.line = line;
    }

    /** The line of {@code http_calls.jsonl}. */
    public ObjectNode line() {
        return line.deepCopy();
    }

    public int idx() {
        return line.path("idx").asInt(0);
    }

    public String path() {
        return word("path");
    }

    public String stepId() {
        return word("stepId");
    }

    public String name() {
        return word("name");
    }

    public String method() {
        return word("method");
    }

    public String url() {
        return word("url");
    }

    /** In milliseconds. */
    public long durationMs() {
        return line.path("durationMs").asLong(0);
    }

    /** Empty where nothing was answered. */
    public Optional<Integer> httpCode() {
        JsonNode code = line.path("httpCode");
        return code.isInt() ? Optional.of(code.intValue()) : Optional.empty();
    }

    /** What the request is recognised by, as the record tells it; see {@link Fingerprint}. */
    public String fingerprint() {
        return Fingerprint.of(
                method(), url(), request().map(RecordedBody::asSent).orElseGet(CallBody.None::new));
    }

    /** Whether the answer was no failure in the eyes of who asked. */
    public boolean expected() {
        return line.path("expected").asBoolean(false);
    }

    public Optional<String> error() {
        return line.has("error") ? Optional.of(word("error")) : Optional.empty();
    }

    /** Empty where there was no body, or where it was left out. */
    public Optional<RecordedBody> request() {
        return body("requestFile", "requestHeaders");
    }

    /** Empty where there was no body, or where it was left out. */
    public Optional<RecordedBody> response() {
        return body("responseFile", "responseHeaders");
    }

    private Optional<RecordedBody> body(String file, String headers) {
        if (!line.has(file)) {
            return Optional.empty();
        }
        String contentType = line.path(headers).path("content-type").asString("application/octet-stream");
        return Optional.of(new RecordedBody(reader, word(file), contentType.split(";", 2)[0]));
    }

    private String word(String member) {
        return line.path(member).asString("");
    }
}
