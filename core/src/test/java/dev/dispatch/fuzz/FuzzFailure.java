package dev.dispatch.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An input that did what none may do.
 *
 * @param fault what came of it: an exception's trace, or how long it took
 * @param kind the same for inputs that found the same bug
 * @param smallest the shortest input known to do the same
 */
@SuppressWarnings("ArrayRecordComponent")
record FuzzFailure(String target, long seed, long number, String kind, String fault, byte[] smallest) {

    private static final int SHOWN = 1_500;

    /** Everything somebody needs who mends it. */
    String report() {
        return "%s, seed %d, number %d: %s%n%s%ninput (%d bytes, smallest found): %s%nagain: %s"
                .formatted(target, seed, number, kind, fault, smallest.length, shown(), again());
    }

    private String again() {
        return "mvn -pl core,cli -am test -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dfuzz.target=%s -Dfuzz.seed=%d -Dfuzz.number=%d".formatted(target, seed, number);
    }

    private String shown() {
        StringBuilder text = new StringBuilder();
        byte[] first = Arrays.copyOf(smallest, Math.min(smallest.length, SHOWN));
        for (char c : new String(first, StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(c == '\n' || (c >= ' ' && c < 127) ? String.valueOf(c) : "\\x%02x".formatted((int) c));
        }
        return text.toString();
    }
}
