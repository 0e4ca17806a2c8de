package dev.dispatch.run;

/**
 * The address of one execution in a record: {@code step#attempt}, with the item in brackets inside a loop, those of its
 * blocks before it, a poll's try behind it, an HTTP call behind that.
 *
 * @param text such as {@code customers[3]#1/balance#2} or {@code wait#1/~p3}; empty for the run itself
 */
record ExecutionPath(String text) {

    /** Stands before the path of a call that the transport makes for its own authentication. */
    static final String OF_AUTH = "!auth/";

    /** Where the steps of the scenario are. */
    static final ExecutionPath SCENARIO = new ExecutionPath("");

    /** Where the steps of {@code finally} are. */
    static final ExecutionPath FINALLY = new ExecutionPath("!f");

    /** An attempt of a step that stands here, counted from 1. */
    ExecutionPath step(String id, int attempt) {
        return new ExecutionPath(below() + id + "#" + attempt);
    }

    /**
     * An attempt of one pass of a loop that stands here.
     *
     * @param item counted from 0, as {@code index} is
     */
    ExecutionPath pass(String id, int item, int attempt) {
        return new ExecutionPath(below() + id + "[" + item + "]#" + attempt);
    }

    /** What all passes of a loop that stands here have in common. */
    ExecutionPath anyPass(String id) {
        return new ExecutionPath(below() + id + "[*]");
    }

    /** A try of a poll, counted from 1. */
    ExecutionPath tryOf(int number) {
        return new ExecutionPath(text + "/~p" + number);
    }

    /** Where the steps of a job stand that this attempt calls. */
    ExecutionPath called() {
        return new ExecutionPath(text + "/>");
    }

    /** Where the steps of {@code finally} are of the job whose other steps stand here. */
    ExecutionPath finals() {
        return new ExecutionPath(below() + FINALLY.text());
    }

    private String below() {
        return text.isEmpty() ? "" : text + "/";
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
