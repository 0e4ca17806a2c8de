package dev.dispatch.time;

import java.util.List;
import java.util.Locale;

/** Finds the duration that somebody meant who wrote it in another form. */
public final class MeantDuration {

    private MeantDuration() {}

    /**
     * The durations that the text may stand for: one where the unit is plain, such as {@code 1500ms} for {@code 1.5 s};
     * several for a number without a unit; none for other texts.
     */
    public static List<String> of(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < plain.length() && (isDigit(plain.charAt(end)) || plain.charAt(end) == '.')) {
            end++;
        }
        String amount = plain.substring(0, end);
        String unit = plain.substring(end).strip();
        if (unit.isEmpty()) {
            return fitting(List.of(amount + "ms", amount + "s"));
        }
        return switch (unit) {
            case "ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds" ->
                fitting(List.of(amount + "ms"));
            case "s", "sec", "secs", "second", "seconds" -> scaled(amount, "s", "ms", 1_000);
            case "m", "min", "mins", "minute", "minutes" -> scaled(amount, "m", "s", 60);
            case "h", "hr", "hrs", "hour", "hours" -> scaled(amount, "h", "m", 60);
            case "d", "day", "days" -> scaled(amount, "", "h", 24);
            default -> List.of();
        };
    }

    /** The amount in its own unit where it is whole, else in the smaller one. */
    private static List<String> scaled(String amount, String unit, String smaller, int factor) {
        if (!unit.isEmpty() && amount.indexOf('.') < 0) {
            return fitting(List.of(amount + unit));
        }
        int point = amount.indexOf('.');
        String whole = point < 0 ? amount : amount.substring(0, point);
        String fraction = point < 0 ? "" : amount.substring(point + 1);
        if (whole.length() > 7 || fraction.length() > 3 || !isNumber(whole) || !isNumber("0" + fraction)) {
            return List.of();
        }
        long thousandths = Long.parseLong((whole + fraction + "000").substring(0, whole.length() + 3)) * factor;
        return thousandths % 1_000 == 0 ? fitting(List.of(thousandths / 1_000 + smaller)) : List.of();
    }

    private static List<String> fitting(List<String> texts) {
        return texts.stream().filter(text -> Durations.parse(text).isPresent()).toList();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
