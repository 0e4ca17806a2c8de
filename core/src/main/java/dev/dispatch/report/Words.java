package dev.dispatch.report;

import dev.dispatch.time.Times;
import java.util.Locale;

/** How reports say numbers, statuses and long texts. */
final class Words {

    private Words() {}

    /** Seconds with three digits after the point. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1_000.0);
    }

    /** A length of time in milliseconds, with a fraction where it is a small one. */
    static String time(double millis) {
        return millis < 10 && millis != Math.rint(millis)
                ? String.format(Locale.ROOT, "%.1fms", millis)
                : Times.show(Math.round(millis));
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
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
