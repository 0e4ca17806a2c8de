package dev.dispatch.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the phases of one exchange took; those that did not happen are absent, the first three on a pooled
 * connection for example.
 *
 * @param connect without the TLS handshake
 * @param send request headers and body
 * @param waiting from the end of the request to the end of the response's headers
 * @param receive the response's body
 */
public record HttpTimings(
        Optional<Duration> dns,
        Optional<Duration> connect,
        Optional<Duration> tls,
        Optional<Duration> send,
        Optional<Duration> waiting,
        Optional<Duration> receive) {}
