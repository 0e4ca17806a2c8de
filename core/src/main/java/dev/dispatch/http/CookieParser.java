package dev.dispatch.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code Set-Cookie} line (RFC 6265bis, sections 5.6 and 5.7). A line without a name is no cookie, and an
 * empty {@code Domain} does not count: in both RFC 6265, section 5.2 is the stricter one.
 */
final class CookieParser {

    private static final int MOST_PAIR = 4096;
    private static final int MOST_ATTRIBUTE = 1024;
    private static final Duration LONGEST = Duration.ofDays(400);

    private final HttpUrl url;
    private final Instant now;
    private @Nullable String domain;
    private @Nullable String path;
    private @Nullable Instant expires;
    private @Nullable Instant maxAge;
    private boolean secure;

    private CookieParser(HttpUrl url, Instant now) {
        this.url = url;
        this.now = now;
    }

    /** Empty where the line, or the host it came from, does not allow the cookie. */
    static Optional<Cookie> parse(HttpUrl url, String line, Instant now) {
        return new CookieParser(url, now).read(line);
    }

    private Optional<Cookie> read(String line) {
        if (hasControls(line)) {
            return Optional.empty();
        }
        int pairEnd = endOfPart(line, 0);
        String pair = line.substring(0, pairEnd);
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : trimmed(pair.substring(0, equals));
        String value = equals < 0 ? "" : trimmed(pair.substring(equals + 1));
        if (name.isEmpty() || name.length() + value.length() > MOST_PAIR) {
            return Optional.empty();
        }
        for (int at = pairEnd; at < line.length(); at = endOfPart(line, at + 1)) {
            attribute(line.substring(at + 1, endOfPart(line, at + 1)));
        }
        return cookie(name, value);
    }

    private void attribute(String text) {
        int equals = text.indexOf('=');
        String name = trimmed(equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : trimmed(text.substring(equals + 1));
        if (value.length() > MOST_ATTRIBUTE) {
            return;
        }
        switch (name) {
            case "expires" -> CookieDate.parse(value).ifPresent(date -> expires = earlier(date, now.plus(LONGEST)));
            case "max-age" -> maxAge(value);
            case "domain" -> {
                if (!value.isEmpty()) {
                    domain = (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
                }
            }
            case "path" -> path = value.startsWith("/") ? value : null;
            case "secure" -> secure = true;
            default -> {
                // HttpOnly and SameSite speak to browsers; what is unknown does not count.
            }
        }
    }

    private void maxAge(String value) {
        int start = value.startsWith("-") ? 1 : 0;
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return;
            }
        }
        if (value.length() == start) {
            return;
        }
        if (start == 1) {
            maxAge = Instant.MIN;
            return;
        }
        long seconds = value.length() > 9 ? LONGEST.toSeconds() : Math.min(Long.parseLong(value), LONGEST.toSeconds());
        maxAge = seconds == 0 ? Instant.MIN : now.plusSeconds(seconds);
    }

    private Optional<Cookie> cookie(String name, String value) {
        if ((secure && !Cookie.isSecure(url)) || !prefixHolds(name)) {
            return Optional.empty();
        }
        String host = url.host();
        String reach = domain == null ? host : domain;
        boolean shared = domain != null && Cookie.domainMatches(host, domain) && !isPublic(domain);
        if (!shared && !reach.equals(host)) {
            return Optional.empty();
        }
        Instant end = maxAge != null ? maxAge : expires != null ? expires : Instant.MAX;
        String reachPath = path == null ? defaultPath() : path;
        return Optional.of(new Cookie(name, value, reach, !shared, reachPath, secure, end));
    }

    /** RFC 6265bis, section 5.7: the two prefixes are promises about the attributes. */
    private boolean prefixHolds(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("__host-")) {
            return secure && domain == null && "/".equals(path);
        }
        return !lower.startsWith("__secure-") || secure;
    }

    /** RFC 6265bis, section 5.1.4. */
    private String defaultPath() {
        String requested = url.encodedPath();
        int slash = requested.lastIndexOf('/');
        return slash <= 0 ? "/" : requested.substring(0, slash);
    }

    /** True for a name under which strangers register theirs, and for addresses; the list is loaded only where needed. */
    private static boolean isPublic(String domain) {
        if (Cookie.isAddress(domain) || domain.indexOf('.') < 0) {
            return true;
        }
        HttpUrl probe = HttpUrl.parse("http://" + domain + "/");
        return probe == null || probe.topPrivateDomain() == null;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static boolean hasControls(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static int endOfPart(String line, int from) {
        int end = line.indexOf(';', from);
        return end < 0 ? line.length() : end;
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
