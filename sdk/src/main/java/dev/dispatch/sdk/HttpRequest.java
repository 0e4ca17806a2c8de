package dev.dispatch.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that an action wants to send.
 *
 * @param method a method name (RFC 9110, section 9)
 * @param url absolute, or relative to the run's base URL
 * @param query appended to the URL in this order, percent-encoded
 * @param headers sent in this order; they win over default headers
 * @param body what is sent
 * @param expected statuses that are no failure; the record keeps the verdict
 * @param timeout for the whole call; null for the run's
 * @param followRedirects whether a redirect is followed or answered
 */
public record HttpRequest(
        String method,
        String url,
        List<Field> query,
        List<Field> headers,
        HttpContent body,
        List<StatusRange> expected,
        @Nullable Duration timeout,
        boolean followRedirects) {

    /** A name and its value. */
    public record Field(String name, String value) {}

    public HttpRequest {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        expected = List.copyOf(expected);
    }

    /** A request without a body that expects 2xx and follows redirects. */
    public static HttpRequest of(String method, String url) {
        return new HttpRequest(
                method, url, List.of(), List.of(), new HttpContent.None(), StatusRange.SUCCESS, null, true);
    }

    public HttpRequest query(List<Field> fields) {
        return new HttpRequest(method, url, fields, headers, body, expected, timeout, followRedirects);
    }

    public HttpRequest headers(List<Field> fields) {
        return new HttpRequest(method, url, query, fields, body, expected, timeout, followRedirects);
    }

    /** The same request with one more header. */
    public HttpRequest header(String name, String value) {
        List<Field> more = new ArrayList<>(headers);
        more.add(new Field(name, value));
        return headers(more);
    }

    public HttpRequest body(HttpContent content) {
        return new HttpRequest(method, url, query, headers, content, expected, timeout, followRedirects);
    }

    public HttpRequest expect(List<StatusRange> statuses) {
        return new HttpRequest(method, url, query, headers, body, statuses, timeout, followRedirects);
    }

    public HttpRequest timeout(@Nullable Duration longest) {
        return new HttpRequest(method, url, query, headers, body, expected, longest, followRedirects);
    }

    public HttpRequest followRedirects(boolean follow) {
        return new HttpRequest(method, url, query, headers, body, expected, timeout, follow);
    }
}
