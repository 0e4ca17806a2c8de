package dev.dispatch.run;

/**
 * The address of one execution in a record: {@code step#attempt}, a poll's try behind it, an HTTP call behind that.
 *
 * @param text such as {@code wait#1/~p3}
 */
record ExecutionPath(String text) {

    /** Stands before the path of a call that the transport makes for its own authentication. */
    static final String OF_AUTH = "!auth/";

    /** An attempt of a step, counted from 1. */
    static ExecutionPath step(String id, int attempt) {
        return new ExecutionPath(id + "#" + attempt);
    }

    /** A try of a poll, counted from 1. */
    ExecutionPath tryOf(int number) {
        return new ExecutionPath(text + "/~p" + number);
    }

    /**
     * An HTTP call.
     *
     * @param ordinal counted from 1 within the attempt
     * @param hop 0 for the call itself, then one more for each redirect
     */
    String call(int ordinal, int hop) {
        return text + "@" + ordinal + (hop == 0 ? "" : "." + hop);
    }

    @Override
    public String toString() {
        return text;
    }
}
