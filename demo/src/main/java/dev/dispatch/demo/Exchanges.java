package dev.dispatch.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Between the JDK's server and the endpoints: reads a whole request, and carries out the answer. */
final class Exchanges implements HttpHandler {
    /** 1 MiB. */
    static final int MOST_BODY_BYTES = 1024 * 1024;

    private static final int MOST_DRAINED_BYTES = 64 * 1024 * 1024;

    private final Endpoint router;
    private final ScheduledExecutorService delays;

    Exchanges(Endpoint router, ScheduledExecutorService delays) {
        this.router = router;
        this.delays = delays;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = body(exchange);
        if (body.isEmpty()) {
            send(exchange, Reply.error(413, "the body is larger than " + MOST_BODY_BYTES + " bytes"));
            return;
        }
        switch (answer(exchange, body.get())) {
            case Reply reply -> send(exchange, reply);
            case Answer.Delayed(int millis, Reply reply) -> sendLater(exchange, millis, reply);
            case Answer.Truncated(Reply reply, int missing) -> sendPart(exchange, reply, missing);
            case Answer.Reset() -> exchange.close();
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String origin = "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
        try {
            return router.answer(new DemoRequest(
                    exchange.getRequestMethod(), exchange.getRequestURI(), origin, exchange.getRequestHeaders(), body));
        } catch (Refused refused) {
            return refused.reply();
        } catch (RuntimeException bug) {
            return Reply.error(500, "a bug in the demo API: " + bug);
        }
    }

    /** Nothing when the body is too large. It is read to a limit all the same: a client that writes does not listen. */
    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(MOST_BODY_BYTES + 1);
        if (body.length <= MOST_BODY_BYTES) {
            return Optional.of(body);
        }
        byte[] block = new byte[64 * 1024];
        long drained = 0;
        int count = 0;
        while (count >= 0 && drained < MOST_DRAINED_BYTES) {
            count = in.read(block);
            drained += count;
        }
        return Optional.empty();
    }

    private void sendLater(HttpExchange exchange, int millis, Reply reply) {
        Future<?> _ = delays.schedule(
                () -> {
                    try {
                        send(exchange, reply);
                    } catch (IOException clientLeft) {
                        exchange.close();
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        int length = reply.body().length();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (head && length > 0) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
        }
        if (head || length == 0) {
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            // A length of zero would mean chunks to the JDK's server; the body follows in as few packets as it can.
            exchange.sendResponseHeaders(reply.status(), length);
            try (OutputStream out = exchange.getResponseBody()) {
                reply.body().writeTo(out);
            }
        }
        exchange.close();
    }

    private static void sendPart(HttpExchange exchange, Reply reply, int missing) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), (long) reply.body().length() + missing);
        OutputStream out = exchange.getResponseBody();
        reply.body().writeTo(out);
        out.flush();
        exchange.close();
    }
}
