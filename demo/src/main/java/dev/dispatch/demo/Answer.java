package dev.dispatch.demo;

/** What an endpoint wants to happen on the connection. */
sealed interface Answer permits Reply, Answer.Delayed, Answer.Truncated, Answer.Reset {

    /** A reply that leaves after {@code millis} milliseconds; no thread waits for it. */
    record Delayed(int millis, Reply reply) implements Answer {}

    /** A reply whose Content-Length promises {@code missing} bytes more than are sent before the connection closes. */
    record Truncated(Reply reply, int missing) implements Answer {}

    /** The connection closes and no byte is sent. */
    record Reset() implements Answer {}
}
