package dev.dispatch.sdk.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server on loopback that answers what a test says and keeps what it was asked. What nothing was said about is answered
 * with 404 and fails the test when it is checked or closed.
 */
public final class ScriptedServer implements AutoCloseable {

    /** The answers to one kind of request that are left; the last one is given again and again. */
    private final Map<String, List<Answer>> script = new LinkedHashMap<>();

    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final List<ReceivedRequest> unscripted = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("scripted-server-", 0).daemon().factory());
    private final HttpServer server;

    private ScriptedServer(HttpServer server) {
        this.server = server;
    }

    /** A server on a free port that was told nothing yet. */
    public static ScriptedServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            ScriptedServer scripted = new ScriptedServer(server);
            server.createContext("/", scripted::handle);
            server.setExecutor(scripted.threads);
            server.start();
            return scripted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code http://127.0.0.1:41234}; the base URL of the run. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Answers requests with a JSON text.
     *
     * @param path as it is sent, percent-encoded. With a query, requests need that very query; without one, any will do
     */
    public ScriptedServer answer(String method, String path, int status, String json) {
        return answer(method, path, Answer.json(status, json));
    }

    /**
     * Answers requests, one after the other; the last answer is given again and again. Answers to a request that has some
     * already come after these.
     *
     * @param path as above
     */
    public synchronized ScriptedServer answer(String method, String path, Answer first, Answer... more) {
        List<Answer> answers = script.computeIfAbsent(method + " " + path, _ -> new ArrayList<>());
        answers.add(first);
        answers.addAll(List.of(more));
        return this;
    }

    /** Everything that was asked so far, in its order. */
    public synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * The only request.
     *
     * @throws AssertionError where there were several, or none
     */
    public synchronized ReceivedRequest request() {
        if (requests.size() != 1) {
            throw new AssertionError("The server was asked " + requests.size() + " times: " + requests);
        }
        return requests.getFirst();
    }

    /**
     * Does nothing where everything that was asked was scripted.
     *
     * @throws AssertionError that says what was asked and what was scripted
     */
    public synchronized void check() {
        if (!unscripted.isEmpty()) {
            throw new AssertionError("The server was asked for what nothing was said about: " + unscripted
                    + "; scripted: " + (script.isEmpty() ? "nothing" : script.keySet()));
        }
    }

    /** Stops the server; checks nothing. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        ReceivedRequest request = new ReceivedRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
        Answer answer = next(request);
        if (answer.isReset() || !waited(answer)) {
            exchange.close();
            return;
        }
        answer.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
        boolean bodiless = request.method().equals("HEAD") || answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    /** False where the server is closed before the time has come. */
    private boolean waited(Answer answer) {
        if (answer.delay().isZero()) {
            return true;
        }
        try {
            return !closed.await(answer.delay().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Answer next(ReceivedRequest request) {
        requests.add(request);
        List<Answer> answers = Optional.ofNullable(script.get(request.toString()))
                .or(() -> Optional.ofNullable(script.get(request.method() + " " + request.path())))
                .orElse(List.of());
        if (answers.isEmpty()) {
            unscripted.add(request);
            ObjectNode body = Json.object()
                    .put("error", "nothing was said about this request")
                    .put("asked", request.toString());
            body.set("scripted", Json.texts(script.keySet()));
            return Answer.json(404, Json.compact(body));
        }
        return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
    }
}
