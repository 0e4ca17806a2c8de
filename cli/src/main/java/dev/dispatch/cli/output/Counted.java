package dev.dispatch.cli.output;

/** How many of something there are, and how many are shown. */
public final class Counted {

    private Counted() {}

    /** Such as {@code 3 jobs}, or {@code 100 of 240 jobs (--full shows all)}. */
    public static String of(int shown, int total, String noun) {
        String counted = total + " " + (total == 1 ? noun : noun + "s");
        return shown == total ? counted : shown + " of " + counted + " (--full shows all)";
    }
}
