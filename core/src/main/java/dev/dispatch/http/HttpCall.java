package dev.dispatch.http;

import dev.dispatch.sdk.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as an action wants it, before base URL, default headers and cookies.
 *
 * @param method in any case; kept in capitals
 * @param url absolute, or relative to the base URL; its path and query already encoded
 * @param query added to the URL's own query, encoded on the way
 * @param headers win over default headers of the same name; a {@code Cookie} among them stands in for the run's cookies
 * @param timeout for everything up to the last byte of the last redirect's answer; the transport's own where absent
 * @param auth of this call, for the origin that it goes to first, in the place of the transport's; null for the transport's
 */
public record HttpCall(
        String method,
        String url,
        List<Parameter> query,
        List<HttpHeader> headers,
        HttpBody body,
        Optional<Duration> timeout,
        boolean followRedirects,
        @Nullable AuthSource auth) {

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
                request.followRedirects(),
                null);
    }

    public static HttpCall of(String method, String url) {
        return new HttpCall(method, url, List.of(), List.of(), HttpBody.none(), Optional.empty(), true, null);
    }

    public static HttpCall get(String url) {
        return of("GET", url);
    }

    public HttpCall query(List<Parameter> parameters) {
        return new HttpCall(method, url, parameters, headers, body, timeout, followRedirects, auth);
    }

    public HttpCall headers(List<HttpHeader> lines) {
        return new HttpCall(method, url, query, lines, body, timeout, followRedirects, auth);
    }

    public HttpCall body(HttpBody content) {
        return new HttpCall(method, url, query, headers, content, timeout, followRedirects, auth);
    }

    public HttpCall timeout(Duration most) {
        return new HttpCall(method, url, query, headers, body, Optional.of(most), followRedirects, auth);
    }

    public HttpCall followRedirects(boolean follow) {
        return new HttpCall(method, url, query, headers, body, timeout, follow, auth);
    }

    public HttpCall auth(@Nullable AuthSource own) {
        return new HttpCall(method, url, query, headers, body, timeout, followRedirects, own);
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
