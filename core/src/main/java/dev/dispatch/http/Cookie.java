package dev.dispatch.http;

import java.time.Instant;
import okhttp3.HttpUrl;

/**
 * One stored cookie (RFC 6265bis, section 5.7).
 *
 * @param hostOnly goes to the very host that set it, not to the hosts below
 * @param expires {@link Instant#MAX} where it lives as long as the run
 */
record Cookie(
        String name, String value, String domain, boolean hostOnly, String path, boolean secure, Instant expires) {

    boolean sameAs(Cookie other) {
        return name.equals(other.name)
                && domain.equals(other.domain)
                && hostOnly == other.hostOnly
                && path.equals(other.path);
    }

    boolean goesTo(HttpUrl url) {
        return (hostOnly ? domain.equals(url.host()) : domainMatches(url.host(), domain))
                && pathMatches(url.encodedPath(), path)
                && (!secure || isSecure(url));
    }

    /** RFC 6265bis, section 5.1.3. */
    static boolean domainMatches(String host, String domain) {
        return host.equals(domain)
                || (host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.'
                        && !isAddress(host));
    }

    /** RFC 6265bis, section 5.1.4: octet by octet, nothing is decoded. */
    static boolean pathMatches(String requested, String path) {
        return requested.startsWith(path)
                && (requested.length() == path.length()
                        || path.endsWith("/")
                        || requested.charAt(path.length()) == '/');
    }

    /** TLS, or this machine itself, as browsers see it. */
    static boolean isSecure(HttpUrl url) {
        String host = url.host();
        return url.isHttps()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || (host.startsWith("127.") && isAddress(host));
    }

    /** An IPv6 address, or a name whose last label is a number, which only an IPv4 address has (URL Standard). */
    static boolean isAddress(String host) {
        int i = host.length() - 1;
        while (i >= 0 && host.charAt(i) >= '0' && host.charAt(i) <= '9') {
            i--;
        }
        boolean endsInNumber = i < host.length() - 1 && (i < 0 || host.charAt(i) == '.');
        return endsInNumber || host.indexOf(':') >= 0;
    }
}
