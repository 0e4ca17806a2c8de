package dev.dispatch.http;

import java.util.List;
import java.util.Optional;

/** One header line of a request or a response. */
public record HttpHeader(String name, String value) {

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The value of the first line of that name, whatever its case. */
    public static Optional<String> first(List<HttpHeader> headers, String name) {
        for (HttpHeader header : headers) {
            if (header.is(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** Why headers must not be sent, without their values; empty where they may. */
    public static Optional<String> problemOf(List<HttpHeader> headers) {
        return RequestHeaders.problemOf(headers);
    }

    static boolean has(List<HttpHeader> headers, String name) {
        return first(headers, name).isPresent();
    }
}
