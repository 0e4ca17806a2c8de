package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.time.Cancellation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one call, one after the other: the first, those that redirects ask for, and one again whose token was
 * refused. Each is held against the policies, gets its own headers and proof, and gives its cookies to the jar.
 */
final class HopChain {

    /** What all calls of a transport share. */
    record Parts(
            HttpClients clients,
            HttpSettings settings,
            CookieJar cookies,
            InstantSource clock,
            RequestHeaders headers,
            HttpRoutes routes) {}

    private final Parts parts;
    private final CallTime time;
    private final HttpListener listener;
    private final Cancellation cancellation;
    private @Nullable Authorization authorization;

    /** A call that has sent nothing yet. */
    HopChain(Parts parts, CallTime time, HttpListener listener, Cancellation cancellation) {
        this.parts = parts;
        this.time = time;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Sends all of them.
     *
     * @param sink takes the body of an expected answer; null to read it into memory
     * @return the last answer, or why there is none
     */
    HttpResult send(HttpCall call, @Nullable FileSink sink, HttpUrl url) {
        HttpSettings settings = parts.settings();
        Exchanger exchanger = new Exchanger(
                parts.clients(),
                parts.clock(),
                listener,
                cancellation,
                settings.mostResponseBytes(),
                settings.policies(),
                sink);
        Hop hop = Hop.first(call, url);
        int redirects = 0;
        while (true) {
            Failures failures = new Failures(hop.url(), time.whole(), settings.mostResponseBytes());
            Optional<HttpFailure> refusal = refusal(hop, redirects, failures);
            if (refusal.isPresent()) {
                return new HttpResult.Unanswered(refusal.get());
            }
            RequestHeaders.Chosen chosen = parts.headers().chosen(hop);
            HttpResult result = proven(hop, chosen, exchanger, failures);
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

    private HttpResult proven(Hop hop, RequestHeaders.Chosen chosen, Exchanger exchanger, Failures failures) {
        List<HttpHeader> lines = parts.headers().of(hop, chosen);
        AuthSource auth = chosen.auth();
        if (auth == null) {
            return exchange(hop, lines, exchanger);
        }
        return switch (authorization(failures).prove(hop, lines, auth)) {
            case Authorization.Proven.Refused(HttpFailure failure) -> new HttpResult.Unanswered(failure);
            case Authorization.Proven.Ready(Hop sent, List<HttpHeader> all) -> exchange(sent, all, exchanger);
        };
    }

    /** One for the whole call, which knows whether a token was refused before. */
    private Authorization authorization(Failures failures) {
        Authorization known = authorization;
        if (known == null) {
            AuthTokens.Waiting waiting = new AuthTokens.Waiting(cancellation, time.deadline(), failures);
            known = new Authorization(this::tokenCall, waiting, listener, parts.clock());
            authorization = known;
        }
        return known;
    }

    private HttpResult exchange(Hop hop, List<HttpHeader> lines, Exchanger exchanger) {
        Optional<String> problem = RequestHeaders.problemOf(lines);
        if (problem.isPresent()) {
            return new HttpResult.Unanswered(Failures.invalid(problem.get(), hop.url()));
        }
        return switch (parts.routes().of(hop.url(), parts.settings().policies())) {
            case HttpRoutes.Found.Nothing(HttpFailure failure) -> new HttpResult.Unanswered(failure);
            case HttpRoutes.Found.Route(var route) -> exchanger.exchange(hop, route, lines, time);
        };
    }

    /** Why a request must not go out; each hop of a redirect is looked at like the first one. */
    private Optional<HttpFailure> refusal(Hop hop, int redirects, Failures failures) {
        if (cancellation.cancelled()) {
            return Optional.of(failures.cancelled());
        }
        Optional<Denial> denial = denial(hop);
        if (denial.isPresent()) {
            return Optional.of(HttpFailure.denied(denial.get(), hop.url().toString()));
        }
        if (redirects > HttpTransport.MOST_REDIRECTS) {
            return Optional.of(failures.tooManyRedirects(HttpTransport.MOST_REDIRECTS));
        }
        return time.left() <= 0 ? Optional.of(failures.timedOut()) : Optional.empty();
    }

    private Optional<Denial> denial(Hop hop) {
        Policies policies = parts.settings().policies();
        return policies.isEmpty()
                ? Optional.empty()
                : policies.host(hop.url().host(), hop.url().port()).or(() -> policies.method(hop.method()));
    }

    /** A call for a token, in the time of the call that needs it. */
    private HttpResult tokenCall(HttpCall call) {
        return switch (HttpUrls.resolve(null, call.url(), List.of())) {
            case HttpUrls.Resolved.Fault(HttpFailure failure) ->
                new HttpResult.Unanswered(new HttpFailure(
                        HttpFailure.Kind.INVALID_URL,
                        "'tokenUrl' is no whole URL: " + failure.message(),
                        failure.url()));
            case HttpUrls.Resolved.Target(HttpUrl url) ->
                new HopChain(parts, time, listener.ofAuth(), cancellation).send(call, null, url);
        };
    }

    private void remember(Hop hop, HttpReply reply) {
        List<String> lines = new ArrayList<>();
        for (HttpHeader header : reply.headers()) {
            if (header.is("set-cookie")) {
                lines.add(header.value());
            }
        }
        if (!lines.isEmpty()) {
            parts.cookies().receive(hop.url(), lines);
        }
    }
}
