package dev.dispatch.http;

import java.time.Instant;
import java.util.List;

/**
 * A request that is about to go out.
 *
 * @param hop 0 for the call itself, then one more for each redirect
 * @param url in full
 * @param headers all of them, in the order of sending
 * @param body empty where there is none; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpExchangeStart(
        int hop, String method, String url, List<HttpHeader> headers, byte[] body, Instant startedAt) {
    public HttpExchangeStart {
        headers = List.copyOf(headers);
    }
}
