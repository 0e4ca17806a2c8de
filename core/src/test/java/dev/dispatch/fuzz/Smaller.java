package dev.dispatch.fuzz;

import java.util.function.Predicate;

/** Makes a failing input shorter as long as it fails. */
final class Smaller {

    private static final int MOST_TRIALS = 1_500;

    private final Predicate<byte[]> fails;
    private int trials;

    Smaller(Predicate<byte[]> fails) {
        this.fails = fails;
    }

    byte[] of(byte[] input) {
        byte[] smallest = input;
        for (int chunk = Math.max(1, input.length / 2); chunk >= 1; chunk /= 2) {
            int at = 0;
            while (at < smallest.length && trials < MOST_TRIALS) {
                byte[] shorter = without(smallest, at, Math.min(smallest.length, at + chunk));
                trials++;
                if (fails.test(shorter)) {
                    smallest = shorter;
                } else {
                    at += chunk;
                }
            }
        }
        return smallest;
    }

    private static byte[] without(byte[] input, int from, int to) {
        byte[] out = new byte[input.length - (to - from)];
        System.arraycopy(input, 0, out, 0, from);
        System.arraycopy(input, to, out, from, input.length - to);
        return out;
    }
}
