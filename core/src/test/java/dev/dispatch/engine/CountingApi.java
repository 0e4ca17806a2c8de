package dev.dispatch.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on loopback that counts its calls by path: those below {@code /flaky} fail the first time, those below
 * {@code /slow} say {@code done} from the third time on, {@code /enter} gives a cookie that {@code /member} wants, every
 * other one is answered at once.
 */
final class CountingApi implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> keys = new TreeMap<>();

    private CountingApi(HttpServer server) {
        this.server = server;
    }

    static CountingApi start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountingApi api = new CountingApi(server);
        server.createContext("/", api::answer);
        server.setExecutor(api.threads);
        server.start();
        return api;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each path was called. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** The idempotency keys that came to a path. */
    synchronized List<String> keys(String path) {
        return List.copyOf(keys.getOrDefault(path, List.of()));
    }

    /** As if it had been called so often, and with no key. */
    synchronized void become(Map<String, Integer> called) {
        counts.clear();
        keys.clear();
        counts.putAll(called);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getRequestBody().readAllBytes();
        int count = count(path, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        int status = path.startsWith("/flaky") && count == 1 ? 503 : 200;
        if (path.startsWith("/enter")) {
            exchange.getResponseHeaders().add("Set-Cookie", "session=c00kie-of-" + count);
        }
        if (path.startsWith("/member") && exchange.getRequestHeaders().getFirst("Cookie") == null) {
            status = 403;
        }
        String state = path.startsWith("/slow") && count < 3 ? "busy" : "done";
        String secret = path.startsWith("/login") ? ",\"token\":\"hidden-" + count + "\"" : "";
        byte[] body = ("{\"path\":\"" + path + "\",\"state\":\"" + state + "\"" + secret + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private synchronized int count(String path, String key) {
        if (key != null) {
            keys.computeIfAbsent(path, _ -> new ArrayList<>()).add(key);
        }
        return counts.merge(path, 1, Integer::sum);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
