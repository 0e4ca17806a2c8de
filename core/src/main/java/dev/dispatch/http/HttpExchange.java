package dev.dispatch.http;

import java.time.Instant;

/**
 * A request and what came of it.
 *
 * @param connection what it went over
 */
public record HttpExchange(
        HttpExchangeStart start, HttpResult result, Instant endedAt, HttpTimings timings, HttpConnection connection) {}
