package dev.dispatch.report;

import java.util.Locale;

/** How reports say lengths of time, sizes and numbers. */
final class Words {

    private Words() {}

    /** Such as {@code 155ms}, {@code 1.2s} or {@code 2m 05s}, as the command line says it. */
    static String duration(long millis) {
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 59_950) {
            long tenths = (millis + 50) / 100;
            return tenths / 10 + "." + tenths % 10 + "s";
        }
        long seconds = (millis + 500) / 1_000;
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh %02dm", seconds / 3_600, seconds / 60 % 60);
    }

    /** Seconds with three digits after the point. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1_000.0);
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The beginning of a long text, with what follows told by an ellipsis; never half of a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /** SUCCEEDED as people say it: {@code ok}. What is no status of a step is never repeated. */
    static String status(String status) {
        return switch (status) {
            case "SUCCEEDED" -> "ok";
            case "FAILED" -> "failed";
            case "CANCELLED" -> "cancelled";
            case "SKIPPED" -> "skipped";
            case "NOT_RUN" -> "not run";
            default -> "unknown";
        };
    }
}
