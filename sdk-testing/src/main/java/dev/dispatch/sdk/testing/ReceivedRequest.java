package dev.dispatch.sdk.testing;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A request as it came.
 *
 * @param path as it was sent, percent-encoded and without the query
 * @param query as it was sent; empty for none
 * @param headers names in lower case
 * @param content the bytes of the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedRequest(
        String method, String path, String query, Map<String, List<String>> headers, byte[] content) {

    public ReceivedRequest {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lower;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The decoded values of a parameter of the query, in their order. */
    public List<String> parameter(String name) {
        List<String> values = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty() && decoded(key).equals(name)) {
                values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /** The body as a text in UTF-8. */
    public String body() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws AssertionError where it is none
     */
    public JsonNode json() {
        try {
            return Json.parse(body());
        } catch (JsonSyntaxException e) {
            throw new AssertionError("The body of " + this + " is not JSON: " + body(), e);
        }
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
