package dev.dispatch.demo;

/** Answers every request below one first path segment. */
interface Endpoint {

    /** Throws {@link Refused} for a request it will not serve. */
    Answer answer(DemoRequest request);
}
