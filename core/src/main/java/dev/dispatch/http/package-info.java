/**
 * The one HTTP transport of a run: sockets, URLs, redirects, cookies, bodies and their limits. Imports {@code auth}, {@code json},
 * {@code policy}, {@code sdk} and {@code time}, OkHttp and the brotli decoder.
 */
@NullMarked
package dev.dispatch.http;

import org.jspecify.annotations.NullMarked;
