package dev.dispatch.http;

import dev.dispatch.sdk.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as an action wants it, before base URL, default headers and cookies.
 *
 * @param method in any case; kept in capitals
 * @param url absolute, or relative to the base URL; its path and query already encoded
 * @param query added to the URL's own query, encoded on the way
 * @param headers win over default headers of the same name; a {@code Cookie} among them stands in for the run's cookies
 * @param timeout for everything up to the last byte of the last redirect's answer; the transport's own where absent
 */
public record HttpCall(
        String method,
        String url,
        List<Parameter> query,
        List<HttpHeader> headers,
        HttpBody body,
        Optional<Duration> timeout,
        boolean followRedirects) {

    public HttpCall {
        method = method.toUpperCase(Locale.ROOT);
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    /**
     * The call that an action asks for.
     *
     * @param body what the request carries, its files read
     * @param timeout of the call, whatever the request says of it
     */
    public static HttpCall of(HttpRequest request, HttpBody body, Optional<Duration> timeout) {
        return new HttpCall(
                request.method(),
                request.url(),
                parameters(request.query()),
                lines(request.headers()),
                body,
                timeout,
                request.followRedirects());
    }

    public static HttpCall of(String method, String url) {
        return new HttpCall(method, url, List.of(), List.of(), HttpBody.none(), Optional.empty(), true);
    }

    public static HttpCall get(String url) {
        return of("GET", url);
    }

    public HttpCall query(List<Parameter> parameters) {
        return new HttpCall(method, url, parameters, headers, body, timeout, followRedirects);
    }

    public HttpCall headers(List<HttpHeader> lines) {
        return new HttpCall(method, url, query, lines, body, timeout, followRedirects);
    }

    public HttpCall body(HttpBody content) {
        return new HttpCall(method, url, query, headers, content, timeout, followRedirects);
    }

    public HttpCall timeout(Duration most) {
        return new HttpCall(method, url, query, headers, body, Optional.of(most), followRedirects);
    }

    public HttpCall followRedirects(boolean follow) {
        return new HttpCall(method, url, query, headers, body, timeout, follow);
    }

    /** Header lines as an action writes them. */
    public static List<HttpHeader> lines(List<HttpRequest.Field> fields) {
        return fields.stream()
                .map(field -> new HttpHeader(field.name(), field.value()))
                .toList();
    }

    static List<Parameter> parameters(List<HttpRequest.Field> fields) {
        return fields.stream()
                .map(field -> new Parameter(field.name(), field.value()))
                .toList();
    }
}
