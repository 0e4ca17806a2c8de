package dev.dispatch.time;

import java.time.Duration;
import java.util.Optional;

/** The text form of durations in jobs and flags: {@code <n>ms|s|m|h}. */
public final class Durations {

    /** What a reader may write, for messages. */
    public static final String FORM = "<n>ms, <n>s, <n>m or <n>h, such as 500ms or 2m; at most 9999h";

    private Durations() {}

    /**
     * Empty where the text is not of the form. Amounts have at most 10 digits of ms, 7 of s, 6 of m or 4 of h: what
     * comes out can be added to any point of time without an overflow.
     */
    public static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        String unit = text.substring(digits);
        if (digits == 0 || digits > mostDigits(unit)) {
            return Optional.empty();
        }
        long amount = Long.parseLong(text, 0, digits, 10);
        return switch (unit) {
            case "ms" -> Optional.of(Duration.ofMillis(amount));
            case "s" -> Optional.of(Duration.ofSeconds(amount));
            case "m" -> Optional.of(Duration.ofMinutes(amount));
            case "h" -> Optional.of(Duration.ofHours(amount));
            default -> Optional.empty();
        };
    }

    /** None for what is no unit. */
    private static int mostDigits(String unit) {
        return switch (unit) {
            case "ms" -> 10;
            case "s" -> 7;
            case "m" -> 6;
            case "h" -> 4;
            default -> 0;
        };
    }

    /** The shortest readable form: {@code 12ms}, {@code 1.5s}, {@code 2m 5s}, {@code 1h 3m}. */
    public static String show(Duration duration) {
        long ms = duration.toMillis();
        if (ms < 1_000) {
            return ms + "ms";
        }
        if (ms < 60_000) {
            long tenths = (ms + 50) / 100;
            return tenths % 10 == 0 ? tenths / 10 + "s" : tenths / 10 + "." + tenths % 10 + "s";
        }
        long seconds = ms / 1_000;
        if (seconds < 3_600) {
            return seconds % 60 == 0 ? seconds / 60 + "m" : seconds / 60 + "m " + seconds % 60 + "s";
        }
        long minutes = seconds / 60;
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes / 60 + "h " + minutes % 60 + "m";
    }
}
