package dev.dispatch.http;

/** How a call ended. */
public sealed interface HttpResult {

    /**
     * A server answered, with whatever status.
     *
     * @param redirects how many were followed to get here
     */
    record Answered(HttpReply reply, int redirects) implements HttpResult {}

    /** There is no usable answer. */
    record Unanswered(HttpFailure failure) implements HttpResult {}
}
