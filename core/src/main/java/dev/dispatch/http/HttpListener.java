package dev.dispatch.http;

/**
 * Hears of each exchange of a call, redirects included, on the calling thread. What never reaches a socket, such as a
 * call without a base URL, is not heard of.
 */
public interface HttpListener {

    void started(HttpExchangeStart start);

    /** Follows each {@code started}, also after a failure. */
    void finished(HttpExchange exchange);
}
