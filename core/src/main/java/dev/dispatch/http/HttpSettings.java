package dev.dispatch.http;

import dev.dispatch.policy.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a transport share.
 *
 * @param defaultHeaders asked anew for each request; sent to the base URL's origin only, so to nobody without a base URL
 * @param timeout for a whole call
 * @param mostResponseBytes of one decoded body
 * @param policies what may be called at all
 * @param proxies which calls go through one; null for none
 * @param userAgent sent where neither the call nor the default headers name one
 */
public record HttpSettings(
        Optional<String> baseUrl,
        Supplier<List<HttpHeader>> defaultHeaders,
        Duration timeout,
        long mostResponseBytes,
        String userAgent,
        Policies policies,
        @Nullable ProxyRules proxies) {

    public static final Duration TIMEOUT = Duration.ofSeconds(30);
    public static final long MOST_RESPONSE_BYTES = 64L * 1024 * 1024;

    /** No base URL, no default headers, the usual limits. */
    public static HttpSettings of(String userAgent) {
        return new HttpSettings(
                Optional.empty(), List::of, TIMEOUT, MOST_RESPONSE_BYTES, userAgent, Policies.NONE, null);
    }

    public HttpSettings baseUrl(String url) {
        return new HttpSettings(
                Optional.of(url), defaultHeaders, timeout, mostResponseBytes, userAgent, policies, proxies);
    }

    public HttpSettings defaultHeaders(Supplier<List<HttpHeader>> headers) {
        return new HttpSettings(baseUrl, headers, timeout, mostResponseBytes, userAgent, policies, proxies);
    }

    public HttpSettings timeout(Duration most) {
        return new HttpSettings(baseUrl, defaultHeaders, most, mostResponseBytes, userAgent, policies, proxies);
    }

    public HttpSettings mostResponseBytes(long most) {
        return new HttpSettings(baseUrl, defaultHeaders, timeout, most, userAgent, policies, proxies);
    }

    public HttpSettings policies(Policies rules) {
        return new HttpSettings(baseUrl, defaultHeaders, timeout, mostResponseBytes, userAgent, rules, proxies);
    }

    public HttpSettings proxies(@Nullable ProxyRules rules) {
        return new HttpSettings(baseUrl, defaultHeaders, timeout, mostResponseBytes, userAgent, policies, rules);
    }
}
