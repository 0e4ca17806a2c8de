package dev.dispatch.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener hears. */
final class Heard implements HttpListener {

    private final List<HttpExchangeStart> starts = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> exchanges = new CopyOnWriteArrayList<>();

    @Override
    public void started(HttpExchangeStart start) {
        starts.add(start);
    }

    @Override
    public void finished(HttpExchange exchange) {
        exchanges.add(exchange);
    }

    List<HttpExchangeStart> starts() {
        return starts;
    }

    List<HttpExchange> exchanges() {
        return exchanges;
    }
}
