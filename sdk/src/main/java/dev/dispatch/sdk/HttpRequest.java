package dev.dispatch.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that an action wants to send. Requests are values: each method answers a new one.
 *
 * <pre>{@code
 * HttpRequest search = HttpRequest.of("GET", "/customers")
 *         .query("name", input.name())
 *         .header("accept-language", "en")
 *         .expect(StatusRange.exactly(200), StatusRange.exactly(404))
 *         .timeout(Duration.ofSeconds(5));
 * HttpResponse answer = context.http().send(search);
 * }</pre>
 *
 * @param method a method name (RFC 9110, section 9)
 * @param url absolute, or relative to the run's base URL
 * @param query appended to the URL in this order, percent-encoded (RFC 3986, section 3.4)
 * @param headers sent in this order; they win over default headers
 * @param body what is sent
 * @param expected statuses that are no failure; the record keeps the verdict
 * @param timeout for the whole call; null for the run's
 * @param followRedirects whether a redirect is followed or answered
 * @param auth how the request proves who sends it, as a job writes {@code auth}, with values in the place of expressions; null
 *     for what job, module and configuration say
 */
public record HttpRequest(
        String method,
        String url,
        List<Field> query,
        List<Field> headers,
        HttpContent body,
        List<StatusRange> expected,
        @Nullable Duration timeout,
        boolean followRedirects,
        @Nullable JsonNode auth) {

    /**
     * A name and its value, of a header, a query or a form.
     *
     * @param name as it is sent
     * @param value not yet encoded
     */
    public record Field(String name, String value) {}

    /** A request; the lists are copied. */
    public HttpRequest {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        expected = List.copyOf(expected);
    }

    /**
     * A request without a body that expects 2xx and follows redirects.
     *
     * @param method a method name (RFC 9110, section 9), such as {@code GET}
     * @param url absolute, or relative to the run's base URL; a value in its path is to be encoded
     * @return the request
     */
    public static HttpRequest of(String method, String url) {
        return new HttpRequest(
                method, url, List.of(), List.of(), new HttpContent.None(), StatusRange.SUCCESS, null, true, null);
    }

    /**
     * The same request with this query alone.
     *
     * @param fields names and values, not yet encoded
     * @return a new request
     */
    public HttpRequest query(List<Field> fields) {
        return new HttpRequest(method, url, fields, headers, body, expected, timeout, followRedirects, auth);
    }

    /**
     * The same request with one more parameter in its query.
     *
     * @param name not yet encoded
     * @param value not yet encoded
     * @return a new request
     */
    public HttpRequest query(String name, String value) {
        return query(more(query, name, value));
    }

    /**
     * The same request with these headers alone.
     *
     * @param fields names and values
     * @return a new request
     */
    public HttpRequest headers(List<Field> fields) {
        return new HttpRequest(method, url, query, fields, body, expected, timeout, followRedirects, auth);
    }

    /**
     * The same request with one more header.
     *
     * @param name of the header
     * @param value of the header
     * @return a new request
     */
    public HttpRequest header(String name, String value) {
        return headers(more(headers, name, value));
    }

    /**
     * The same request with another body.
     *
     * @param content what is sent
     * @return a new request
     */
    public HttpRequest body(HttpContent content) {
        return new HttpRequest(method, url, query, headers, content, expected, timeout, followRedirects, auth);
    }

    /**
     * The same request with other statuses that are no failure.
     *
     * @param statuses all of them
     * @return a new request
     */
    public HttpRequest expect(List<StatusRange> statuses) {
        return new HttpRequest(method, url, query, headers, body, statuses, timeout, followRedirects, auth);
    }

    /**
     * The same request with other statuses that are no failure.
     *
     * @param statuses all of them
     * @return a new request
     */
    public HttpRequest expect(StatusRange... statuses) {
        return expect(List.of(statuses));
    }

    /**
     * The same request with another time-out.
     *
     * @param longest for the whole call; null for the run's
     * @return a new request
     */
    public HttpRequest timeout(@Nullable Duration longest) {
        return new HttpRequest(method, url, query, headers, body, expected, longest, followRedirects, auth);
    }

    /**
     * The same request with redirects followed or answered.
     *
     * @param follow false to be answered the redirect itself
     * @return a new request
     */
    public HttpRequest followRedirects(boolean follow) {
        return new HttpRequest(method, url, query, headers, body, expected, timeout, follow, auth);
    }

    /**
     * The same request with a proof of its own, which goes to the origin of its URL and to no other.
     *
     * @param own an object with {@code type} and the members of that type, or the text {@code "none"}; null for what job,
     *     module and configuration say
     * @return a new request
     */
    public HttpRequest auth(@Nullable JsonNode own) {
        return new HttpRequest(method, url, query, headers, body, expected, timeout, followRedirects, own);
    }

    private static List<Field> more(List<Field> fields, String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return more;
    }
}
