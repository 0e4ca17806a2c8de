package dev.dispatch.config;

import dev.dispatch.auth.HttpAuth;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.http.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one file says of HTTP calls.
 *
 * @param file that says so
 * @param baseUrl checked
 * @param headers for the origin of that base URL and no other; none without a base URL
 * @param timeout for a whole call
 * @param auth of requests to the origin of that base URL
 * @param tls for the origin of that base URL and no other
 * @param proxies for all calls
 */
public record HttpDefaults(
        String file,
        Optional<String> baseUrl,
        List<HttpHeader> headers,
        Optional<Duration> timeout,
        Optional<HttpAuth> auth,
        Optional<TlsSettings> tls,
        Optional<ProxyRules> proxies) {
    public HttpDefaults {
        headers = List.copyOf(headers);
    }
}
