package dev.dispatch.http;

import dev.dispatch.auth.AuthType;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Sends the HTTP calls of one run: base URL, default headers, cookies, redirects, timeouts. Safe for many threads, each
 * call on the thread that sends it.
 */
public final class HttpTransport {

    /** As many as Firefox and curl follow. */
    public static final int MOST_REDIRECTS = 20;

    /** What is longer does not fit into nanoseconds and means the same. */
    private static final Duration LONGEST = Duration.ofDays(365);

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
        Duration timeout = call.timeout().orElse(settings.timeout());
        long deadline = System.nanoTime() + (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
        return switch (target(call)) {
            case HttpUrls.Resolved.Fault fault -> new HttpResult.Unanswered(fault.failure());
            case HttpUrls.Resolved.Target target ->
                follow(call, sink, target.url(), timeout, deadline, listener, cancellation);
        };
    }

    /** The first request of a call as {@link #send} would send it; sends nothing. */
    public HttpOutline outline(HttpCall call) {
        return switch (target(call)) {
            case HttpUrls.Resolved.Fault fault -> new HttpOutline.Refused(fault.failure());
            case HttpUrls.Resolved.Target target -> {
                Hop hop = first(call, target.url());
                RequestHeaders.Chosen chosen = headers.chosen(hop);
                List<HttpHeader> lines = headers.of(hop, chosen);
                Optional<String> problem = RequestHeaders.problemOf(lines);
                yield problem.isPresent()
                        ? new HttpOutline.Refused(invalid(problem.get(), hop.url()))
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

    private static Hop first(HttpCall call, HttpUrl url) {
        return new Hop(0, call.method(), url, call.headers(), call.body(), call.auth());
    }

    private static @Nullable AuthType typeOf(@Nullable AuthSource auth) {
        return auth == null || auth.type() == AuthType.NONE ? null : auth.type();
    }

    private HttpResult follow(
            HttpCall call,
            @Nullable FileSink sink,
            HttpUrl url,
            Duration timeout,
            long deadline,
            HttpListener listener,
            Cancellation cancellation) {
        Exchanger exchanger = new Exchanger(
                clients, clock, listener, cancellation, settings.mostResponseBytes(), settings.policies(), sink);
        Hop hop = first(call, url);
        int redirects = 0;
        Authorization authorization = null;
        while (true) {
            Failures failures = new Failures(hop.url(), timeout, settings.mostResponseBytes());
            Optional<HttpFailure> refusal = refusal(hop, redirects, deadline, failures, cancellation);
            if (refusal.isPresent()) {
                return new HttpResult.Unanswered(refusal.get());
            }
            RequestHeaders.Chosen chosen = headers.chosen(hop);
            List<HttpHeader> lines = headers.of(hop, chosen);
            HttpResult result;
            if (chosen.auth() == null) {
                result = exchange(hop, lines, exchanger, timeout, deadline);
            } else {
                authorization = authorization == null
                        ? new Authorization(
                                tokenCall -> tokenCall(tokenCall, timeout, deadline, listener, cancellation),
                                new AuthTokens.Waiting(cancellation, deadline, failures),
                                listener,
                                clock)
                        : authorization;
                result = switch (authorization.prove(hop, lines, chosen.auth())) {
                    case Authorization.Proven.Refused(HttpFailure failure) -> new HttpResult.Unanswered(failure);
                    case Authorization.Proven.Ready(Hop sent, List<HttpHeader> proven) ->
                        exchange(sent, proven, exchanger, timeout, deadline);
                };
            }
            if (!(result instanceof HttpResult.Answered answered)) {
                return result;
            }
            remember(hop, answered.reply());
            if (chosen.auth() != null && authorization != null && authorization.mayRepeat(answered.reply())) {
                hop = hop.again();
                continue;
            }
            Optional<Hop> next = call.followRedirects() ? hop.next(answered.reply()) : Optional.empty();
            if (next.isEmpty()) {
                return result;
            }
            redirects++;
            hop = next.get();
        }
    }

    private HttpResult exchange(Hop hop, List<HttpHeader> lines, Exchanger exchanger, Duration timeout, long deadline) {
        Optional<String> problem = RequestHeaders.problemOf(lines);
        if (problem.isPresent()) {
            return new HttpResult.Unanswered(invalid(problem.get(), hop.url()));
        }
        return switch (routes.of(hop.url(), settings.policies())) {
            case HttpRoutes.Found.Nothing(HttpFailure failure) -> new HttpResult.Unanswered(failure);
            case HttpRoutes.Found.Route(var route) -> exchanger.exchange(hop, route, lines, timeout, deadline);
        };
    }

    /** Why a request must not go out; each hop of a redirect is looked at like the first one. */
    private Optional<HttpFailure> refusal(
            Hop hop, int redirects, long deadline, Failures failures, Cancellation cancellation) {
        if (cancellation.cancelled()) {
            return Optional.of(failures.cancelled());
        }
        Optional<Denial> denial = denial(hop);
        if (denial.isPresent()) {
            return Optional.of(HttpFailure.denied(denial.get(), hop.url().toString()));
        }
        if (redirects > MOST_REDIRECTS) {
            return Optional.of(failures.tooManyRedirects(MOST_REDIRECTS));
        }
        return deadline - System.nanoTime() <= 0 ? Optional.of(failures.timedOut()) : Optional.empty();
    }

    /** A call for a token, in the time of the call that needs it. */
    private HttpResult tokenCall(
            HttpCall call, Duration timeout, long deadline, HttpListener listener, Cancellation cancellation) {
        return switch (HttpUrls.resolve(null, call.url(), List.of())) {
            case HttpUrls.Resolved.Fault(HttpFailure failure) ->
                new HttpResult.Unanswered(new HttpFailure(
                        HttpFailure.Kind.INVALID_URL,
                        "'tokenUrl' is no whole URL: " + failure.message(),
                        failure.url()));
            case HttpUrls.Resolved.Target(HttpUrl url) ->
                follow(call, null, url, timeout, deadline, listener.ofAuth(), cancellation);
        };
    }

    private Optional<Denial> denial(Hop hop) {
        Policies policies = settings.policies();
        return policies.isEmpty()
                ? Optional.empty()
                : policies.host(hop.url().host(), hop.url().port()).or(() -> policies.method(hop.method()));
    }

    private void remember(Hop hop, HttpReply reply) {
        List<String> lines = new ArrayList<>();
        for (HttpHeader header : reply.headers()) {
            if (header.is("set-cookie")) {
                lines.add(header.value());
            }
        }
        if (!lines.isEmpty()) {
            cookies.receive(hop.url(), lines);
        }
    }

    private static Optional<HttpFailure> faultOf(HttpCall call, HttpUrl url) {
        String method = call.method();
        if (!RequestHeaders.isToken(method) || method.equals("CONNECT")) {
            return Optional.of(invalid("\"" + method.strip() + "\" is no method of a request", url));
        }
        if (call.body() instanceof HttpBody.Content && (method.equals("GET") || method.equals("HEAD"))) {
            return Optional.of(
                    invalid("a " + method + " request carries no body: use POST, or put it in the query", url));
        }
        for (HttpHeader header : call.headers()) {
            if (header.is("Content-Length") || header.is("Transfer-Encoding")) {
                return Optional.of(
                        invalid("header \"" + header.name() + "\" follows from the body: leave it out", url));
            }
        }
        return Optional.empty();
    }

    private static HttpFailure invalid(String message, HttpUrl url) {
        return new HttpFailure(HttpFailure.Kind.INVALID_REQUEST, message, url.toString());
    }

    private static Optional<Origin> originOf(Optional<String> baseUrl) {
        return baseUrl.filter(url -> HttpUrls.problemOf(url).isEmpty()).map(url -> Origin.of(HttpUrl.get(url)));
    }
}
