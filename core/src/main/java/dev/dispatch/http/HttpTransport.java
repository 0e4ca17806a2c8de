package dev.dispatch.http;

import dev.dispatch.auth.AuthType;
import dev.dispatch.time.Cancellation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Sends the HTTP calls of one run: base URL, default headers, what proves who sends them, and for which origin each of it is
 * meant. Safe for many threads, each call on the thread that sends it.
 */
public final class HttpTransport {

    /** As many as Firefox and curl follow. */
    public static final int MOST_REDIRECTS = 20;

    private final HttpClients clients;
    private final HttpSettings settings;
    private final CookieJar cookies;
    private final InstantSource clock;
    private final RequestHeaders headers;
    private final HttpRoutes routes;

    public HttpTransport(HttpClients clients, HttpSettings settings, CookieJar cookies, InstantSource clock) {
        this(
                clients,
                settings,
                cookies,
                clock,
                new RequestHeaders(
                        List.of(new RequestHeaders.Defaults(
                                originOf(settings.baseUrl()), settings.defaultHeaders(), null)),
                        cookies,
                        settings.userAgent()),
                HttpRoutes.of(settings.proxies()));
    }

    private HttpTransport(
            HttpClients clients,
            HttpSettings settings,
            CookieJar cookies,
            InstantSource clock,
            RequestHeaders headers,
            HttpRoutes routes) {
        this.clients = clients;
        this.settings = settings;
        this.cookies = cookies;
        this.clock = clock;
        this.headers = headers;
        this.routes = routes;
    }

    /**
     * A transport with another base URL, or this one's, and more headers for that origin. Cookies are shared; what this
     * transport sends to its own origin is still sent there, and only there.
     */
    public HttpTransport withDefaults(Optional<String> baseUrl, Supplier<List<HttpHeader>> more) {
        return withDefaults(baseUrl, more, null);
    }

    /** The same with {@code auth} for that origin; null leaves it at this transport's. */
    public HttpTransport withDefaults(
            Optional<String> baseUrl, Supplier<List<HttpHeader>> more, @Nullable AuthSource auth) {
        Optional<String> base = baseUrl.or(settings::baseUrl);
        HttpSettings narrowed = new HttpSettings(
                base,
                settings.defaultHeaders(),
                settings.timeout(),
                settings.mostResponseBytes(),
                settings.userAgent(),
                settings.policies(),
                settings.proxies());
        RequestHeaders with = headers.with(new RequestHeaders.Defaults(originOf(base), more, auth));
        return new HttpTransport(clients, narrowed, cookies, clock, with, routes);
    }

    /** The same with TLS settings for the origin of a base URL, and for no other. */
    public HttpTransport withTls(Optional<String> baseUrl, TlsSettings tls) {
        return new HttpTransport(clients, settings, cookies, clock, headers, routes.with(originOf(baseUrl), tls));
    }

    /**
     * Sends a call, follows its redirects and waits for the last byte. Every failure that can be expected is a value;
     * what the listener throws comes through.
     */
    public HttpResult send(HttpCall call, HttpListener listener, Cancellation cancellation) {
        return send(call, null, listener, cancellation);
    }

    /**
     * The same with a file for the body of an expected answer.
     *
     * @param sink null to read the body into memory
     */
    public HttpResult send(HttpCall call, @Nullable FileSink sink, HttpListener listener, Cancellation cancellation) {
        CallTime time = CallTime.from(call.timeout().orElse(settings.timeout()));
        return switch (target(call)) {
            case HttpUrls.Resolved.Fault fault -> new HttpResult.Unanswered(fault.failure());
            case HttpUrls.Resolved.Target target ->
                new HopChain(
                                new HopChain.Parts(clients, settings, cookies, clock, headers, routes),
                                time,
                                listener,
                                cancellation)
                        .send(call, sink, target.url());
        };
    }

    /** The first request of a call as {@link #send} would send it; sends nothing. */
    public HttpOutline outline(HttpCall call) {
        return switch (target(call)) {
            case HttpUrls.Resolved.Fault fault -> new HttpOutline.Refused(fault.failure());
            case HttpUrls.Resolved.Target target -> {
                Hop hop = Hop.first(call, target.url());
                RequestHeaders.Chosen chosen = headers.chosen(hop);
                List<HttpHeader> lines = headers.of(hop, chosen);
                Optional<String> problem = RequestHeaders.problemOf(lines);
                yield problem.isPresent()
                        ? new HttpOutline.Refused(Failures.invalid(problem.get(), hop.url()))
                        : new HttpOutline.Request(
                                hop.method(),
                                hop.url().toString(),
                                HttpUrls.authority(hop.url()),
                                chosen.headers(),
                                HttpHeader.first(lines, "Content-Type"),
                                hop.body(),
                                typeOf(chosen.auth()));
            }
        };
    }

    private HttpUrls.Resolved target(HttpCall call) {
        HttpUrls.Resolved resolved = HttpUrls.resolve(settings.baseUrl().orElse(null), call.url(), call.query());
        if (resolved instanceof HttpUrls.Resolved.Target(HttpUrl url)) {
            Optional<HttpFailure> fault = faultOf(call, url);
            return fault.isPresent() ? new HttpUrls.Resolved.Fault(fault.get()) : resolved;
        }
        return resolved;
    }

    private static @Nullable AuthType typeOf(@Nullable AuthSource auth) {
        return auth == null || auth.type() == AuthType.NONE ? null : auth.type();
    }

    private static Optional<HttpFailure> faultOf(HttpCall call, HttpUrl url) {
        String method = call.method();
        if (!RequestHeaders.isToken(method) || method.equals("CONNECT")) {
            return Optional.of(Failures.invalid("\"" + method.strip() + "\" is no method of a request", url));
        }
        if (call.body() instanceof HttpBody.Content && (method.equals("GET") || method.equals("HEAD"))) {
            return Optional.of(Failures.invalid(
                    "a " + method + " request carries no body: use POST, or put it in the query", url));
        }
        for (HttpHeader header : call.headers()) {
            if (header.is("Content-Length") || header.is("Transfer-Encoding")) {
                return Optional.of(
                        Failures.invalid("header \"" + header.name() + "\" follows from the body: leave it out", url));
            }
        }
        return Optional.empty();
    }

    private static Optional<Origin> originOf(Optional<String> baseUrl) {
        return baseUrl.filter(url -> HttpUrls.problemOf(url).isEmpty()).map(url -> Origin.of(HttpUrl.get(url)));
    }
}
