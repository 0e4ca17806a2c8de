package dev.dispatch.http;

import dev.dispatch.policy.Policies;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends one hop and reads its answer, on the calling thread. */
final class Exchanger {

    private sealed interface Outcome {
        CallTrace trace();

        @SuppressWarnings("ArrayRecordComponent")
        record Received(CallTrace trace, byte[] body) implements Outcome {}

        record Broken(CallTrace trace, IOException cause) implements Outcome {}
    }

    private static final byte[] NOTHING = {};

    private final HttpClients clients;
    private final InstantSource clock;
    private final HttpListener listener;
    private final Cancellation cancellation;
    private final long mostBytes;
    private final Policies policies;
    private final @Nullable FileSink sink;

    /** @param sink takes the body of an expected answer; null to read it into memory */
    Exchanger(
            HttpClients clients,
            InstantSource clock,
            HttpListener listener,
            Cancellation cancellation,
            long mostBytes,
            Policies policies,
            @Nullable FileSink sink) {
        this.clients = clients;
        this.clock = clock;
        this.listener = listener;
        this.cancellation = cancellation;
        this.mostBytes = mostBytes;
        this.policies = policies;
        this.sink = sink;
    }

    /**
     * One exchange, reported to the listener.
     *
     * @param route how the host is reached
     * @param time what is left of it is given to the exchange
     */
    HttpResult exchange(Hop hop, HttpRoute route, List<HttpHeader> headers, CallTime time) {
        Instant startedAt = clock.instant();
        long from = System.nanoTime();
        HttpExchangeStart start = new HttpExchangeStart(
                hop.number(), hop.method(), hop.url().toString(), headers, hop.bytes(), startedAt);
        Optional<HttpRecall> known = listener.recall(start);
        if (known.isPresent()) {
            return recalled(start, known.get());
        }
        listener.started(start);
        Outcome outcome = outcome(hop, route, headers, time);
        HttpTimings timings = outcome.trace().timings();
        Instant endedAt = startedAt.plusNanos(System.nanoTime() - from);
        HttpResult result = switch (outcome) {
            case Outcome.Received received ->
                new HttpResult.Answered(reply(hop, received, startedAt, endedAt, timings), hop.number());
            case Outcome.Broken broken -> new HttpResult.Unanswered(failure(hop, route, broken, time.whole()));
        };
        listener.finished(new HttpExchange(start, result, endedAt, timings, connection(hop, route, outcome)));
        return result;
    }

    private HttpResult recalled(HttpExchangeStart start, HttpRecall recall) {
        HttpResult result = recall.result();
        if (recall.told()) {
            listener.started(start);
        }
        if (sink != null && result instanceof HttpResult.Answered(HttpReply reply, int before) && sink.recall(reply)) {
            result = new HttpResult.Answered(reply.withoutBody(), before);
        }
        if (recall.told()) {
            listener.finished(new HttpExchange(start, result, recall.endedAt(), recall.timings(), recall.connection()));
        }
        return result;
    }

    private static HttpConnection connection(Hop hop, HttpRoute route, Outcome outcome) {
        return new HttpConnection(
                outcome.trace().protocol(),
                route.proxy() == null ? null : route.proxy().shown(),
                hop.url().isHttps() && route.tls() != null && route.tls().insecure());
    }

    private Outcome outcome(Hop hop, HttpRoute route, List<HttpHeader> headers, CallTime time) {
        CallTrace trace = new CallTrace();
        try {
            if (route.proxy() != null && policies.watchAddresses()) {
                // The proxy finds the address of the host, so that it is looked at here beforehand.
                new PolicyDns(policies, Dns.SYSTEM).lookup(hop.url().host());
            }
        } catch (DeniedAddressException e) {
            return new Outcome.Broken(trace, e);
        } catch (UnknownHostException e) {
            return new Outcome.Broken(
                    trace,
                    new DeniedAddressException(
                            policies.hiddenAddress(hop.url().host()).orElseThrow()));
        }
        try {
            return new Outcome.Received(trace, attempt(hop, route, headers, trace, time, false));
        } catch (IOException e) {
            return mayRepeat(hop, trace, e) ? repeated(hop, route, headers, time) : new Outcome.Broken(trace, e);
        }
    }

    private Outcome repeated(Hop hop, HttpRoute route, List<HttpHeader> headers, CallTime time) {
        CallTrace trace = new CallTrace();
        try {
            return new Outcome.Received(trace, attempt(hop, route, headers, trace, time, true));
        } catch (IOException e) {
            return new Outcome.Broken(trace, e);
        }
    }

    private HttpFailure failure(Hop hop, HttpRoute route, Outcome.Broken broken, Duration whole) {
        Failures failures = new Failures(hop.url(), whole, sink == null ? mostBytes : FileSink.MOST_BYTES, route);
        boolean stopped = cancellation.cancelled() || Thread.currentThread().isInterrupted();
        return stopped
                ? failures.cancelled()
                : failures.of(broken.cause(), broken.trace().hasAnswer());
    }

    private byte[] attempt(
            Hop hop, HttpRoute route, List<HttpHeader> headers, CallTrace trace, CallTime time, boolean newConnection)
            throws IOException {
        Request request = request(hop, headers, trace);
        Call call = newConnection
                ? clients.callOnNewConnection(request, policies, route)
                : clients.call(request, policies, route);
        call.addEventListener(trace);
        call.timeout().timeout(Math.max(1, time.left()), TimeUnit.NANOSECONDS);
        try (Cancellation.Registration _ = cancellation.onCancel(call::cancel);
                Response response = call.execute();
                InputStream wire = response.body().byteStream()) {
            if (hop.method().equals("HEAD")) {
                return NOTHING;
            }
            if (sink != null && sink.takes(trace.status())) {
                sink.take(wire, trace.headers());
                return NOTHING;
            }
            return new BodyReader(mostBytes).read(wire, trace.headers());
        }
    }

    /** Nothing was received and the method may be repeated: the pool handed out a connection that was closed. */
    private boolean mayRepeat(Hop hop, CallTrace trace, IOException e) {
        return hop.isIdempotent()
                && trace.failedOnPooledConnection()
                && !(e instanceof InterruptedIOException)
                && !cancellation.cancelled();
    }

    private static Request request(Hop hop, List<HttpHeader> headers, CallTrace trace) {
        Headers.Builder lines = new Headers.Builder();
        headers.forEach(header -> lines.addUnsafeNonAscii(header.name(), header.value()));
        return new Request.Builder()
                .url(hop.url())
                .method(hop.method(), hop.sendsBody() ? RequestBody.create(hop.bytes()) : null)
                .headers(lines.build())
                .tag(CallTrace.class, trace)
                .build();
    }

    private static HttpReply reply(
            Hop hop, Outcome.Received received, Instant startedAt, Instant endedAt, HttpTimings timings) {
        List<HttpHeader> headers = received.trace().headers();
        return new HttpReply(
                received.trace().status(),
                headers,
                received.body(),
                ReplyBody.mediaType(HttpHeader.first(headers, "content-type").orElse("")),
                hop.url().toString(),
                hop.method(),
                startedAt,
                endedAt,
                timings);
    }
}
