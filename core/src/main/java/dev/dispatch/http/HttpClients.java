package dev.dispatch.http;

import dev.dispatch.policy.Policies;
import java.net.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a process: one pool of connections for all runs, a client without TLS, and one with TLS that is made
 * when the first {@code https://} URL comes.
 */
public final class HttpClients implements AutoCloseable {

    private static final int MOST_IDLE = 256;
    private static final long IDLE_SECONDS = 60;
    /** For one address; the next one is tried after it. */
    static final Duration CONNECT = Duration.ofSeconds(10);

    private @Nullable ConnectionPool pool;
    private @Nullable OkHttpClient plain;
    private @Nullable OkHttpClient secure;
    private @Nullable Map<Watched, OkHttpClient> watched;

    private record Watched(boolean https, Policies policies) {}

    /** A call that nobody repeats or redirects but the transport, to addresses that the policies allow. */
    Call call(Request request, Policies policies) {
        return client(request.isHttps(), policies).newCall(request);
    }

    /** The same on a connection of its own, closed afterwards. */
    Call callOnNewConnection(Request request, Policies policies) {
        return client(request.isHttps(), policies)
                .newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build()
                .newCall(request);
    }

    private OkHttpClient client(boolean https, Policies policies) {
        OkHttpClient client = client(https);
        return policies.watchAddresses() ? watched(client, new Watched(https, policies)) : client;
    }

    /** One client for equal policies: connections are shared only among clients that resolve names in the same way. */
    private synchronized OkHttpClient watched(OkHttpClient client, Watched key) {
        Map<Watched, OkHttpClient> made = watched == null ? new HashMap<>() : watched;
        watched = made;
        return made.computeIfAbsent(
                key,
                _ -> client.newBuilder()
                        .dns(new PolicyDns(key.policies(), client.dns()))
                        .build());
    }

    /** Closes idle connections, so that no thread of theirs delays the end of the process. */
    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.evictAll();
        }
    }

    /** Made when the first client is: a command that sends nothing pays nothing. */
    private ConnectionPool pool() {
        ConnectionPool made = pool;
        if (made == null) {
            made = new ConnectionPool(MOST_IDLE, IDLE_SECONDS, TimeUnit.SECONDS);
            pool = made;
        }
        return made;
    }

    private synchronized OkHttpClient client(boolean https) {
        if (https) {
            OkHttpClient made = secure;
            if (made == null) {
                made = builder()
                        .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.COMPATIBLE_TLS))
                        .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                        .build();
                secure = made;
            }
            return made;
        }
        OkHttpClient made = plain;
        if (made == null) {
            made = builder()
                    .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .build();
            plain = made;
        }
        return made;
    }

    /** One address after the other on the calling thread; the deadline is the call's, so reads and writes have none. */
    private OkHttpClient.Builder builder() {
        return new OkHttpClient.Builder()
                .connectionPool(pool())
                .proxy(Proxy.NO_PROXY)
                .fastFallback(false)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(new AnswerTap());
    }
}
