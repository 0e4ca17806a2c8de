package dev.dispatch.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A server's answer.
 *
 * @param headers names in lower case, in their order
 * @param body decoded; not copied, nobody changes it
 * @param mediaType without parameters, in lower case; empty where the server names none
 * @param url the one that answered, after redirects
 * @param method the one that was answered, after redirects
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(
        int status,
        List<HttpHeader> headers,
        byte[] body,
        String mediaType,
        String url,
        String method,
        Instant startedAt,
        Instant endedAt,
        HttpTimings timings) {

    public HttpReply {
        headers = List.copyOf(headers);
    }

    /** The same where the body is elsewhere. */
    HttpReply withoutBody() {
        return new HttpReply(status, headers, new byte[0], mediaType, url, method, startedAt, endedAt, timings);
    }

    /** The value of the first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return HttpHeader.first(headers, name);
    }

    /**
     * The body as a value: an empty one is {@code {}}, JSON is read exactly whatever the media type says, anything else
     * is {@code {"_raw": text}}. Reads anew at each call; ask {@link #isBinary} first.
     */
    public JsonNode json() {
        return new ReplyBody(body, header("content-type").orElse("")).json();
    }

    /** The body as text: a byte order mark decides, then the declared charset, then UTF-8. */
    public String text() {
        return new ReplyBody(body, header("content-type").orElse("")).text();
    }

    /**
     * True for images, sound, video and fonts, and where the media type names no text and the bytes are none: a NUL in
     * them, or not well-formed UTF-8.
     */
    public boolean isBinary() {
        return new ReplyBody(body, header("content-type").orElse("")).isBinary();
    }
}
