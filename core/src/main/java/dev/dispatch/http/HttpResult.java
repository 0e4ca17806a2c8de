package dev.dispatch.http;

/** How a call ended. */
public sealed interface HttpResult {

    /**
     * A server answered, with whatever status.
     *
     * @param redirects how many requests came before: redirects, and one with a token that had to be fetched anew
     */
    record Answered(HttpReply reply, int redirects) implements HttpResult {}

    /** There is no usable answer. */
    record Unanswered(HttpFailure failure) implements HttpResult {}
}
