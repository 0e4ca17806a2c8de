package dev.dispatch.http;

import java.time.Instant;

/**
 * An exchange that was made before and is not made again: what came of it then.
 *
 * @param result as it would come from the network
 * @param endedAt when it ends, as far as who asked is concerned
 * @param told whether the listener hears of it like of any other exchange
 */
public record HttpRecall(
        HttpResult result, Instant endedAt, HttpTimings timings, HttpConnection connection, boolean told) {}
