package dev.dispatch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request on the way of a call through its redirects.
 *
 * @param headers those of the call that may still go along
 * @param own where the call says itself how it proves who sends it; null where the transport's counts
 */
record Hop(
        int number,
        String method,
        HttpUrl url,
        List<HttpHeader> headers,
        HttpBody body,
        @Nullable AuthSource own) {

    private static final byte[] NOTHING = {};

    Hop {
        headers = List.copyOf(headers);
    }

    /** The request that a call begins with. */
    static Hop first(HttpCall call, HttpUrl url) {
        return new Hop(0, call.method(), url, call.headers(), call.body(), call.auth());
    }

    byte[] bytes() {
        return switch (body) {
            case HttpBody.None none -> NOTHING;
            case HttpBody.Content content -> content.bytes();
        };
    }

    /** True also for an empty body where the method has one by its nature (RFC 9110, section 8.6). */
    boolean sendsBody() {
        return body instanceof HttpBody.Content
                || switch (method) {
                    case "POST", "PUT", "PATCH", "PROPPATCH", "REPORT", "QUERY" -> true;
                    default -> false;
                };
    }

    /** RFC 9110, section 9.2.2. */
    boolean isIdempotent() {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    /**
     * The request that a redirect asks for (RFC 9110, section 15.4); empty where the reply is none, or leads where this
     * transport cannot go.
     */
    Optional<Hop> next(HttpReply reply) {
        boolean redirects = switch (reply.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        return redirects
                ? reply.header("location")
                        .flatMap(location -> HttpUrls.redirect(url, location))
                        .map(target -> to(target, reply.status()))
                : Optional.empty();
    }

    /** The same request once more. */
    Hop again() {
        return new Hop(number + 1, method, url, headers, body, own);
    }

    /** The same request to another URL of the same origin. */
    Hop at(HttpUrl other) {
        return new Hop(number, method, other, headers, body, own);
    }

    private Hop to(HttpUrl target, int status) {
        boolean toGet = (status == 303 && !method.equals("HEAD")) || (status <= 302 && method.equals("POST"));
        boolean stays = Origin.of(target).equals(Origin.of(url));
        List<HttpHeader> kept = new ArrayList<>();
        for (HttpHeader header : headers) {
            boolean ofBody = header.name().regionMatches(true, 0, "content-", 0, 8);
            if ((stays || isHarmless(header.name())) && !(toGet && ofBody)) {
                kept.add(header);
            }
        }
        AuthSource goesOn = stays || own == null ? own : own.left();
        return new Hop(number + 1, toGet ? "GET" : method, target, kept, toGet ? HttpBody.none() : body, goesOn);
    }

    /** What another origin may see. A list of what is safe, since a key may stand under any name. */
    private static boolean isHarmless(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "accept",
                    "accept-charset",
                    "accept-encoding",
                    "accept-language",
                    "cache-control",
                    "content-encoding",
                    "content-language",
                    "content-type",
                    "if-match",
                    "if-modified-since",
                    "if-none-match",
                    "if-unmodified-since",
                    "pragma",
                    "prefer",
                    "range",
                    "user-agent" -> true;
            default -> false;
        };
    }
}
