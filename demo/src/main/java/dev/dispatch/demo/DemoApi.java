package dev.dispatch.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Owns one running demo API: a server on loopback with generated data and awkward endpoints. Its addresses are listed
 * in {@link Router}; two instances share no state and answer the same bytes.
 */
public final class DemoApi implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int THREADS = 32;
    private static final int IDLE_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor delays;

    private DemoApi(HttpServer server, ExecutorService workers, ScheduledThreadPoolExecutor delays) {
        this.server = server;
        this.workers = workers;
        this.delays = delays;
    }

    /**
     * Starts a server on 127.0.0.1.
     *
     * @param port the port to listen on, or 0 for a free one
     * @throws IOException when the port cannot be bound; the message names it
     */
    public static DemoApi start(int port) throws IOException {
        tuneServer();
        HttpServer server = bind(port);
        // Platform threads: a virtual thread that has waited on a socket delays the end of the process by 0.3 s.
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("demo-api-", 1).factory();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        workers.allowCoreThreadTimeOut(true);
        ScheduledThreadPoolExecutor delays = new ScheduledThreadPoolExecutor(1, threads);
        server.setExecutor(workers);
        server.createContext("/", new Exchanges(new Router(), delays));
        server.start();
        return new DemoApi(server, workers, delays);
    }

    /**
     * The JDK's server sends a head and a body of more than 8 KiB as two packets and leaves Nagle's algorithm on, which
     * costs 40 ms a response; it also drops idle connections beyond 200. Both can only be set as system properties, and
     * only before the first server of the process. A value that is set already stays.
     */
    private static void tuneServer() {
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxIdleConnections", "4096");
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (IOException failure) {
            throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + failure.getMessage(), failure);
        }
    }

    /** Such as {@code http://127.0.0.1:8080}, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops at once: open connections are cut and the threads end. Closing twice does nothing more. */
    @Override
    public void close() {
        server.stop(0);
        delays.shutdownNow();
        workers.shutdownNow();
        awaitEnd();
    }

    /** The threads end by themselves within moments; the wait is there so that a caller sees none of them after. */
    private void awaitEnd() {
        try {
            boolean _ = delays.awaitTermination(1, TimeUnit.SECONDS) && workers.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
