package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** How the hosts of a transport are reached: certificates for the origins they belong to, proxies for all. */
final class HttpRoutes {

    private record OriginTls(Origin origin, TlsSettings tls) {}

    private final List<OriginTls> origins;
    private final Optional<ProxyRules> proxies;

    /** What a request uses, or why there is none. */
    sealed interface Found {
        record Route(HttpRoute route) implements Found {}

        record Nothing(HttpFailure failure) implements Found {}
    }

    private HttpRoutes(List<OriginTls> origins, Optional<ProxyRules> proxies) {
        this.origins = origins;
        this.proxies = proxies;
    }

    static HttpRoutes of(@Nullable ProxyRules proxies) {
        return new HttpRoutes(List.of(), Optional.ofNullable(proxies));
    }

    /** The same with TLS settings for one origin more; they win over earlier ones. */
    HttpRoutes with(Optional<Origin> origin, TlsSettings tls) {
        List<OriginTls> more = new ArrayList<>();
        origin.ifPresent(found -> more.add(new OriginTls(found, tls)));
        more.addAll(origins);
        return new HttpRoutes(List.copyOf(more), proxies);
    }

    /** For one hop; the proxy's host is held against the policies like any other. */
    Found of(HttpUrl url, Policies policies) {
        TlsSettings tls = url.isHttps() ? tls(Origin.of(url)) : null;
        if (proxies.isEmpty()) {
            return new Found.Route(new HttpRoute(tls, null));
        }
        return switch (proxies.get().choose(url)) {
            case ProxyRules.Choice.Direct() -> new Found.Route(new HttpRoute(tls, null));
            case ProxyRules.Choice.Fault(String message) ->
                new Found.Nothing(new HttpFailure(HttpFailure.Kind.PROXY, message, url.toString()));
            case ProxyRules.Choice.Via(ProxyAddress proxy) -> {
                Optional<Denial> denial = policies.host(proxy.host(), proxy.port());
                yield denial.isPresent()
                        ? new Found.Nothing(HttpFailure.denied(denial.get(), url.toString()))
                        : new Found.Route(new HttpRoute(tls, proxy));
            }
        };
    }

    private @Nullable TlsSettings tls(Origin origin) {
        for (OriginTls each : origins) {
            if (each.origin().equals(origin)) {
                return each.tls();
            }
        }
        return null;
    }
}
