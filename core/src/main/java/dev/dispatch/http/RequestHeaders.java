package dev.dispatch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts together everything that stands above a request's body. */
final class RequestHeaders {

    /**
     * Headers for one origin.
     *
     * @param origin empty without a base URL; then they go to nobody
     */
    record Defaults(Optional<Origin> origin, Supplier<List<HttpHeader>> headers) {}

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

    /** All headers in the order of sending: the call's own win over later defaults, these over earlier ones. */
    List<HttpHeader> of(Hop hop) {
        List<HttpHeader> chosen = chosen(hop);
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

    /** Those that somebody wrote: all but the ones that the transport adds by itself. */
    List<HttpHeader> chosen(Hop hop) {
        List<HttpHeader> chosen = new ArrayList<>();
        Origin origin = Origin.of(hop.url());
        for (Defaults layer : defaults) {
            if (layer.origin().isPresent() && layer.origin().get().equals(origin)) {
                replace(chosen, layer.headers().get());
            }
        }
        replace(chosen, hop.headers());
        return chosen;
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
