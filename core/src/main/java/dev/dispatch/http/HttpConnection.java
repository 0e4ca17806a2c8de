package dev.dispatch.http;

import org.jspecify.annotations.Nullable;

/**
 * What a request went over.
 *
 * @param protocol such as {@code http/1.1} or {@code h2}; null where no answer came
 * @param proxy host and port; null for a direct connection
 * @param insecure whether nobody checked who answered
 */
public record HttpConnection(
        @Nullable String protocol, @Nullable String proxy, boolean insecure) {}
