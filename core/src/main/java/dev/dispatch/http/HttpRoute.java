package dev.dispatch.http;

import org.jspecify.annotations.Nullable;

/**
 * How one request reaches its host. Requests on equal routes share connections.
 *
 * @param tls null for the usual one, and for plain HTTP
 * @param proxy null for a direct connection
 */
record HttpRoute(@Nullable TlsSettings tls, @Nullable ProxyAddress proxy) {

    boolean isUsual() {
        return tls == null && proxy == null;
    }
}
