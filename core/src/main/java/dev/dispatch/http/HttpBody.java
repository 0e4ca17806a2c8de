package dev.dispatch.http;

import dev.dispatch.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a request carries. */
public sealed interface HttpBody {

    /** No body at all. */
    record None() implements HttpBody {}

    /**
     * Bytes of a media type.
     *
     * @param bytes not copied; nobody changes them afterwards
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte[] bytes, String mediaType) implements HttpBody {}

    static HttpBody none() {
        return new None();
    }

    static HttpBody json(JsonNode value) {
        return text(Json.compact(value), "application/json");
    }

    /** The text in UTF-8, whatever charset the media type names. */
    static HttpBody text(String text, String mediaType) {
        return new Content(text.getBytes(StandardCharsets.UTF_8), mediaType);
    }

    static HttpBody bytes(byte[] bytes, String mediaType) {
        return new Content(bytes, mediaType);
    }

    /** Fields as {@code application/x-www-form-urlencoded} (URL Standard, section 5.2). */
    static HttpBody form(List<Parameter> fields) {
        StringBuilder text = new StringBuilder();
        for (Parameter field : fields) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.name(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.value(), StandardCharsets.UTF_8));
        }
        return text(text.toString(), "application/x-www-form-urlencoded");
    }

    /** Parts as {@code multipart/form-data} (RFC 7578); equal parts give equal bytes. */
    static HttpBody multipart(List<Part> parts) {
        return Multipart.encode(parts);
    }
}
