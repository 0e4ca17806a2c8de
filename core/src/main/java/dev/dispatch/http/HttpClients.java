package dev.dispatch.http;

import dev.dispatch.policy.Policies;
import java.net.InetSocketAddress;
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
    private @Nullable Map<Special, OkHttpClient> special;

    /** What sets connections apart: none is shared among clients that differ in any of it. */
    private record Special(boolean https, Policies policies, HttpRoute route) {}

    /** A call that nobody repeats or redirects but the transport, to addresses that the policies allow. */
    Call call(Request request, Policies policies, HttpRoute route) {
        return client(request.isHttps(), policies, route).newCall(request);
    }

    /** The same on a connection of its own, closed afterwards. */
    Call callOnNewConnection(Request request, Policies policies, HttpRoute route) {
        return client(request.isHttps(), policies, route)
                .newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build()
                .newCall(request);
    }

    private OkHttpClient client(boolean https, Policies policies, HttpRoute route) {
        OkHttpClient client = client(https);
        Policies watching = policies.watchAddresses() ? policies : Policies.NONE;
        return watching.isEmpty() && route.isUsual() ? client : special(client, new Special(https, watching, route));
    }

    /** One client for equal policies and routes, since OkHttp shares connections by what it was built of. */
    private synchronized OkHttpClient special(OkHttpClient client, Special key) {
        Map<Special, OkHttpClient> made = special == null ? new HashMap<>() : special;
        special = made;
        return made.computeIfAbsent(key, _ -> made(client, key));
    }

    private static OkHttpClient made(OkHttpClient client, Special key) {
        OkHttpClient.Builder builder = client.newBuilder();
        if (!key.policies().isEmpty()) {
            builder.dns(new PolicyDns(key.policies(), client.dns()));
        }
        TlsSettings tls = key.route().tls();
        if (tls != null) {
            TlsSockets.apply(tls, builder);
        }
        ProxyAddress proxy = key.route().proxy();
        if (proxy != null) {
            ProxyLogin login = new ProxyLogin(proxy.login());
            builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                    .proxyAuthenticator(login)
                    .addNetworkInterceptor(login);
        }
        return builder.build();
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
