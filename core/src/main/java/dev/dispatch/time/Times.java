package dev.dispatch.time;

import java.time.Duration;

/** Lengths of time as people read them: {@code 42ms}, {@code 1.2s}, {@code 3m 05s}, {@code 2h 05m}. */
public final class Times {

    private Times() {}

    public static String show(Duration duration) {
        return show(duration.toMillis());
    }

    public static String show(long millis) {
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 59_950) {
            long tenths = (millis + 50) / 100;
            return tenths / 10 + "." + tenths % 10 + "s";
        }
        long seconds = (millis + 500) / 1_000;
        return seconds < 3_600
                ? seconds / 60 + "m " + twoDigits(seconds % 60) + "s"
                : seconds / 3_600 + "h " + twoDigits(seconds / 60 % 60) + "m";
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
