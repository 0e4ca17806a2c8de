package dev.dispatch.http;

import java.util.List;

/**
 * Hears of each exchange of a call, redirects included, on the calling thread. What never reaches a socket, such as a
 * call without a base URL, is not heard of.
 */
public interface HttpListener {

    void started(HttpExchangeStart start);

    /** Follows each {@code started}, also after a failure. */
    void finished(HttpExchange exchange);

    /** Comes before anything that holds one of these values, which nobody may be shown. */
    default void secret(List<String> values) {}

    /** Hears of a call that the transport makes for its own authentication; asked anew for each. */
    default HttpListener ofAuth() {
        return this;
    }
}
