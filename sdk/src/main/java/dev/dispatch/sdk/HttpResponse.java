package dev.dispatch.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An answer to a request, read to its end.
 *
 * @param status three digits (RFC 9110, section 15)
 * @param headers names in lower case, in the order of the answer; a name may occur again
 * @param body the content as JSON: an empty one is <code>{}</code>, one that is no JSON is <code>{"_raw": text}</code>, a
 *     binary one is <code>{"_binary": {mediaType, size, sha256}}</code>
 * @param content the bytes, after compression was undone
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

    /** An answer; the lists are copied. */
    public HttpResponse {
        headers = List.copyOf(headers);
        expected = List.copyOf(expected);
    }

    /**
     * The first value of a header.
     *
     * @param name its name; the case does not count (RFC 9110, section 5.1)
     * @return the value; empty where there is no such header
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HttpRequest.Field::value)
                .findFirst();
    }

    /**
     * Whether the request counted this status as no failure.
     *
     * @return true where {@link #expected} holds it
     */
    public boolean asExpected() {
        return StatusRange.anyContains(expected, status);
    }

    /**
     * Whether the status says that it worked, whatever the request expected.
     *
     * @return true for 200 to 299
     */
    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
