package dev.dispatch.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param status three digits (RFC 9110, section 15)
 * @param headers names in lower case, in the order of the answer
 * @param body an empty body is {@code {}}, one that is not JSON is {@code {"_raw": text}}
 * @param content the decoded bytes
 * @param duration from the first byte sent to the last one received
 * @param expected the statuses that the request counted as no failure
 * @param label method and URL without its query, for messages
 */
public record HttpResponse(
        int status,
        List<HttpRequest.Field> headers,
        JsonNode body,
        byte[] content,
        Duration duration,
        List<StatusRange> expected,
        String label) {

    public HttpResponse {
        headers = List.copyOf(headers);
        expected = List.copyOf(expected);
    }

    /** The first value of a header; the name's case does not count. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HttpRequest.Field::value)
                .findFirst();
    }

    /** True where the request counted this status as no failure. */
    public boolean asExpected() {
        return StatusRange.anyContains(expected, status);
    }

    /** True for 200 to 299. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
