package dev.dispatch.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What one OkHttp call went through: when each phase began and ended, and the answer's status and headers. */
final class CallTrace extends EventListener {

    private static final long NEVER = Long.MIN_VALUE;

    private long dnsFrom = NEVER;
    private long dnsTo = NEVER;
    private long connectFrom = NEVER;
    private long connectTo = NEVER;
    private long tlsFrom = NEVER;
    private long tlsTo = NEVER;
    private long sendFrom = NEVER;
    private long sendTo = NEVER;
    private long headersTo = NEVER;
    private boolean acquired;
    private int status;
    private @Nullable String protocol;
    private List<HttpHeader> headers = List.of();

    void answered(int code, Headers received, Protocol spoken) {
        status = code;
        protocol = spoken.toString();
        List<HttpHeader> all = new ArrayList<>(received.size());
        for (int i = 0; i < received.size(); i++) {
            all.add(new HttpHeader(received.name(i).toLowerCase(Locale.ROOT), received.value(i)));
        }
        headers = all;
    }

    /** What the answer was written in; null where none came. */
    @Nullable
    String protocol() {
        return protocol;
    }

    int status() {
        return status;
    }

    List<HttpHeader> headers() {
        return headers;
    }

    boolean hasAnswer() {
        return status != 0;
    }

    /** True where a connection of the pool gave way before it answered anything. */
    boolean failedOnPooledConnection() {
        return acquired && connectFrom == NEVER && headersTo == NEVER && !hasAnswer();
    }

    HttpTimings timings() {
        return new HttpTimings(
                between(dnsFrom, dnsTo),
                between(connectFrom, tlsFrom == NEVER ? connectTo : tlsFrom),
                between(tlsFrom, tlsTo),
                between(sendFrom, sendTo),
                between(sendTo, headersTo),
                headersTo == NEVER ? Optional.empty() : between(headersTo, System.nanoTime()));
    }

    private static Optional<Duration> between(long from, long to) {
        return from == NEVER || to == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(to - from));
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        dnsFrom = System.nanoTime();
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        dnsTo = System.nanoTime();
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connectFrom = System.nanoTime();
    }

    @Override
    public void secureConnectStart(Call call) {
        tlsFrom = System.nanoTime();
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        tlsTo = System.nanoTime();
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        connectTo = System.nanoTime();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        acquired = true;
    }

    @Override
    public void requestHeadersStart(Call call) {
        sendFrom = System.nanoTime();
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        sendTo = System.nanoTime();
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        sendTo = System.nanoTime();
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        headersTo = System.nanoTime();
    }
}
