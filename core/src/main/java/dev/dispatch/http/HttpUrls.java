package dev.dispatch.http;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What counts as a URL here, and how a relative one meets the base URL. */
public final class HttpUrls {

    /** Whom a URL calls, in the spelling of the transport. */
    public record Host(String name, int port) {}

    /** The URL to call, or why there is none. */
    sealed interface Resolved {
        record Target(HttpUrl url) implements Resolved {}

        record Fault(HttpFailure failure) implements Resolved {}
    }

    private HttpUrls() {}

    /** Why a text cannot be a base URL; empty where it can. Opens nothing. */
    public static Optional<String> problemOf(String baseUrl) {
        Optional<String> problem = problemOfAbsolute(baseUrl);
        if (problem.isPresent()) {
            return problem;
        }
        if (baseUrl.indexOf('?') >= 0) {
            return Optional.of("a base URL has no query: leave out everything from the '?' on");
        }
        if (baseUrl.indexOf('#') >= 0) {
            return Optional.of("a base URL has no fragment: leave out everything from the '#' on");
        }
        return Optional.empty();
    }

    /** The host of an absolute URL; empty for any other text. Opens nothing. */
    public static Optional<Host> host(String url) {
        return problemOfAbsolute(url).isPresent()
                ? Optional.empty()
                : Optional.of(HttpUrl.get(url)).map(found -> new Host(found.host(), found.port()));
    }

    /** Base URL without a trailing slash plus path; an absolute URL as it is. */
    static Resolved resolve(@Nullable String baseUrl, String url, List<Parameter> query) {
        String full = url;
        if (!hasScheme(url)) {
            if (baseUrl == null) {
                return fault(
                        HttpFailure.Kind.NO_BASE_URL,
                        "\"" + url + "\" is relative and there is no base URL: set http.baseUrl or use a full URL",
                        url);
            }
            Optional<String> problem = problemOf(baseUrl);
            if (problem.isPresent()) {
                return fault(
                        HttpFailure.Kind.INVALID_URL,
                        "base URL \"" + shown(baseUrl) + "\": " + problem.get(),
                        shown(baseUrl));
            }
            full = join(baseUrl, url);
        }
        Optional<String> problem = problemOfText(full);
        HttpUrl target = problem.isPresent() ? null : HttpUrl.parse(full);
        if (target == null) {
            String why = problem.isPresent() ? problem.get() : problemOfHost(full);
            return fault(HttpFailure.Kind.INVALID_URL, "URL \"" + shown(full) + "\": " + why, shown(full));
        }
        HttpUrl.Builder builder = target.newBuilder().fragment(null);
        query.forEach(parameter -> builder.addQueryParameter(parameter.name(), parameter.value()));
        return new Resolved.Target(builder.build());
    }

    /** Where a redirect leads (RFC 9110, section 10.2.2); empty where this transport cannot follow. */
    static Optional<HttpUrl> redirect(HttpUrl from, String location) {
        HttpUrl to = from.resolve(location);
        return to == null
                ? Optional.empty()
                : Optional.of(
                        to.newBuilder().username("").password("").fragment(null).build());
    }

    static String hostAndPort(HttpUrl url) {
        String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        return host + ":" + url.port();
    }

    /** The value of the {@code Host} header (RFC 9110, section 7.2). */
    static String authority(HttpUrl url) {
        String all = hostAndPort(url);
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? all.substring(0, all.lastIndexOf(':')) : all;
    }

    private static String join(String baseUrl, String path) {
        String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        boolean apart = path.isEmpty() || path.charAt(0) == '/' || path.charAt(0) == '?' || path.charAt(0) == '#';
        return apart ? base + path : base + "/" + path;
    }

    private static boolean hasScheme(String url) {
        int end = url.indexOf("://");
        for (int i = 0; i < end; i++) {
            char c = url.charAt(i);
            boolean inScheme =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0;
            if (!inScheme) {
                return false;
            }
        }
        return end >= 0;
    }

    private static Optional<String> problemOfAbsolute(String url) {
        return problemOfText(url)
                .or(() -> HttpUrl.parse(url) == null ? Optional.of(problemOfHost(url)) : Optional.empty());
    }

    private static String problemOfHost(String url) {
        int host = url.indexOf("://") + 3;
        return "host or port is not valid: \"" + url.substring(host, authorityEnd(url, host)) + "\"";
    }

    /** What can be said without reading it as a URL. */
    private static Optional<String> problemOfText(String url) {
        int host;
        if (url.regionMatches(true, 0, "http://", 0, 7)) {
            host = 7;
        } else if (url.regionMatches(true, 0, "https://", 0, 8)) {
            host = 8;
        } else {
            return Optional.of("it must start with http:// or https://");
        }
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) <= ' ' && (url.charAt(i) != ' ' || i == url.length() - 1)) {
                return Optional.of("it holds a line break, a tab or a space where none may stand");
            }
        }
        int authorityEnd = authorityEnd(url, host);
        if (authorityEnd == host) {
            return Optional.of("it names no host");
        }
        if (url.substring(host, authorityEnd).indexOf('@') >= 0) {
            return Optional.of("it holds a user name or password: give them under auth instead");
        }
        return Optional.empty();
    }

    /** The text without a user name and password that stand in it. */
    private static String shown(String url) {
        int start = hasScheme(url) ? url.indexOf("://") + 3 : 0;
        int at = url.substring(0, authorityEnd(url, start)).lastIndexOf('@');
        return at < start ? url : url.substring(0, start) + "..." + url.substring(at);
    }

    private static int authorityEnd(String url, int from) {
        int end = from;
        while (end < url.length() && "/\\?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static Resolved fault(HttpFailure.Kind kind, String message, String url) {
        return new Resolved.Fault(new HttpFailure(kind, message, url));
    }
}
