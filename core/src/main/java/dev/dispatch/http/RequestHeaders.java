package dev.dispatch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together everything that stands above a request's body. */
final class RequestHeaders {

    /**
     * Headers for one origin.
     *
     * @param origin empty without a base URL; then they go to nobody
     * @param auth of requests to that origin; null where this place says nothing of it
     */
    record Defaults(
            Optional<Origin> origin,
            Supplier<List<HttpHeader>> headers,
            @Nullable AuthSource auth) {}

    /**
     * What somebody wrote for a request.
     *
     * @param auth how it proves who sends it; null for nothing to prove, and where a header of theirs does it
     */
    record Chosen(List<HttpHeader> headers, @Nullable AuthSource auth) {}

    private static final String ACCEPT = "application/json, */*;q=0.5";

    private final List<Defaults> defaults;
    private final CookieJar cookies;
    private final String userAgent;

    RequestHeaders(List<Defaults> defaults, CookieJar cookies, String userAgent) {
        this.defaults = List.copyOf(defaults);
        this.cookies = cookies;
        this.userAgent = userAgent;
    }

    RequestHeaders with(Defaults more) {
        List<Defaults> all = new ArrayList<>(defaults);
        all.add(more);
        return new RequestHeaders(all, cookies, userAgent);
    }

    /** All headers in the order of sending, before those that prove who sends them. */
    List<HttpHeader> of(Hop hop, Chosen written) {
        List<HttpHeader> chosen = written.headers();
        List<HttpHeader> all = new ArrayList<>();
        addUnlessThere(all, chosen, "Host", HttpUrls.authority(hop.url()));
        addUnlessThere(all, chosen, "Connection", "Keep-Alive");
        addUnlessThere(all, chosen, "User-Agent", userAgent);
        addUnlessThere(all, chosen, "Accept", ACCEPT);
        addUnlessThere(all, chosen, "Accept-Encoding", "gzip, br");
        if (!HttpHeader.has(chosen, "Cookie")) {
            cookies.header(hop.url()).ifPresent(value -> all.add(new HttpHeader("Cookie", value)));
        }
        if (hop.body() instanceof HttpBody.Content content) {
            addUnlessThere(all, chosen, "Content-Type", content.mediaType());
        }
        all.addAll(chosen);
        if (hop.sendsBody()) {
            all.add(new HttpHeader("Content-Length", Integer.toString(hop.bytes().length)));
        }
        return all;
    }

    /**
     * What somebody wrote: the call's own wins over later defaults, these over earlier ones. A header wins over the
     * {@code auth} of its own place, which would send it, and over that of weaker places.
     */
    Chosen chosen(Hop hop) {
        List<HttpHeader> chosen = new ArrayList<>();
        AuthSource auth = null;
        Origin origin = Origin.of(hop.url());
        for (Defaults layer : defaults) {
            if (layer.origin().isPresent() && layer.origin().get().equals(origin)) {
                List<HttpHeader> headers = layer.headers().get();
                auth = stronger(auth, layer.auth(), headers, chosen);
                replace(chosen, headers);
            }
        }
        auth = stronger(auth, hop.own(), hop.headers(), chosen);
        replace(chosen, hop.headers());
        return new Chosen(chosen, auth);
    }

    /** @param chosen of weaker places, which lose the header that a stronger {@code auth} sends */
    private static @Nullable AuthSource stronger(
            @Nullable AuthSource weak, @Nullable AuthSource own, List<HttpHeader> headers, List<HttpHeader> chosen) {
        AuthSource auth = own == null ? weak : own;
        if (auth == null || auth.header().isEmpty()) {
            return auth;
        }
        String name = auth.header().get();
        if (HttpHeader.has(headers, name)) {
            return null;
        }
        if (own != null) {
            chosen.removeIf(header -> header.is(name));
        }
        return auth;
    }

    /** Why these headers must not be sent; empty where they may. Guards against smuggled lines (RFC 9110, 5.5). */
    static Optional<String> problemOf(List<HttpHeader> headers) {
        for (HttpHeader header : headers) {
            if (!isToken(header.name())) {
                return Optional.of("\"" + shown(header.name()) + "\" is no header name");
            }
            if (!isFieldValue(header.value())) {
                return Optional.of("header \"" + header.name() + "\" holds a line break or another control character");
            }
        }
        return Optional.empty();
    }

    /** A token of RFC 9110, section 5.6.2. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static void replace(List<HttpHeader> chosen, List<HttpHeader> stronger) {
        chosen.removeIf(weak -> HttpHeader.has(stronger, weak.name()));
        chosen.addAll(stronger);
    }

    private static void addUnlessThere(List<HttpHeader> all, List<HttpHeader> chosen, String name, String value) {
        if (!HttpHeader.has(chosen, name)) {
            all.add(new HttpHeader(name, value));
        }
    }
}
