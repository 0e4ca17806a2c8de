package dev.dispatch.http;

import java.util.List;
import java.util.Optional;

/**
 * Hears of each exchange of a call, redirects included, on the calling thread. What never reaches a socket, such as a
 * call without a base URL, is not heard of.
 */
public interface HttpListener {

    void started(HttpExchangeStart start);

    /** Follows each {@code started}, also after a failure. */
    void finished(HttpExchange exchange);

    /** What is known to have come of this request before, so that it is not sent; empty where it has to be. */
    default Optional<HttpRecall> recall(HttpExchangeStart start) {
        return Optional.empty();
    }

    /** Comes before anything that holds one of these values, which nobody may be shown. */
    default void secret(List<String> values) {}

    /** Hears of a call that the transport makes for its own authentication; asked anew for each. */
    default HttpListener ofAuth() {
        return this;
    }
}
