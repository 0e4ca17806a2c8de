package dev.dispatch.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The cookies of one run, in memory only; safe for many threads. */
public final class CookieJar {

    private static final int MOST_OF_A_DOMAIN = 180;
    private static final int MOST = 3_000;

    private final InstantSource clock;
    private final List<Cookie> cookies = new ArrayList<>();

    public CookieJar(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes the {@code Set-Cookie} lines of a response.
     *
     * @param url absolute, the one that answered
     */
    public void receive(String url, List<String> lines) {
        receive(HttpUrl.get(url), lines);
    }

    /** The value of the {@code Cookie} header for a request to an absolute URL (RFC 6265bis, section 5.8.3). */
    public Optional<String> header(String url) {
        return header(HttpUrl.get(url));
    }

    void receive(HttpUrl url, List<String> lines) {
        Instant now = clock.instant();
        for (String line : lines) {
            CookieParser.parse(url, line, now).ifPresent(cookie -> store(cookie, url, now));
        }
    }

    Optional<String> header(HttpUrl url) {
        List<Cookie> matching = new ArrayList<>();
        synchronized (cookies) {
            if (cookies.isEmpty()) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            cookies.removeIf(cookie -> !cookie.expires().isAfter(now));
            for (Cookie cookie : cookies) {
                if (cookie.goesTo(url)) {
                    matching.add(cookie);
                }
            }
        }
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        matching.sort(Comparator.comparingInt((Cookie cookie) -> cookie.path().length())
                .reversed());
        StringBuilder header = new StringBuilder();
        for (Cookie cookie : matching) {
            header.append(header.isEmpty() ? "" : "; ")
                    .append(cookie.name())
                    .append('=')
                    .append(cookie.value());
        }
        return Optional.of(header.toString());
    }

    /** A cookie that is set again keeps its place, which is its age. */
    private void store(Cookie cookie, HttpUrl url, Instant now) {
        synchronized (cookies) {
            if (!cookie.secure() && !Cookie.isSecure(url) && hidesSecureOne(cookie)) {
                return;
            }
            int at = indexOf(cookie);
            if (!cookie.expires().isAfter(now)) {
                if (at >= 0) {
                    cookies.remove(at);
                }
            } else if (at >= 0) {
                cookies.set(at, cookie);
            } else {
                cookies.add(cookie);
                dropOldest(cookie.domain());
            }
        }
    }

    /** RFC 6265bis, section 5.7: plain HTTP may not lay a cookie over one that was set under TLS. */
    private boolean hidesSecureOne(Cookie cookie) {
        for (Cookie old : cookies) {
            boolean domains = Cookie.domainMatches(old.domain(), cookie.domain())
                    || Cookie.domainMatches(cookie.domain(), old.domain());
            if (old.secure()
                    && old.name().equals(cookie.name())
                    && domains
                    && Cookie.pathMatches(cookie.path(), old.path())) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(Cookie cookie) {
        for (int i = 0; i < cookies.size(); i++) {
            if (cookies.get(i).sameAs(cookie)) {
                return i;
            }
        }
        return -1;
    }

    private void dropOldest(String domain) {
        int ofDomain = 0;
        int oldest = -1;
        for (int i = cookies.size() - 1; i >= 0; i--) {
            if (cookies.get(i).domain().equals(domain)) {
                ofDomain++;
                oldest = i;
            }
        }
        if (ofDomain > MOST_OF_A_DOMAIN) {
            cookies.remove(oldest);
        } else if (cookies.size() > MOST) {
            cookies.remove(0);
        }
    }
}
