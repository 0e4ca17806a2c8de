package dev.dispatch.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/**
 * A run id taken apart; see {@link RunIds}.
 *
 * @param label what made the run, such as {@code job-run}
 */
record RunName(String id, String label, Instant startedAt) {

    private static final int DATE = 8;
    private static final int TIME = 6;
    private static final int STAMP = DATE + 1 + TIME;
    private static final int END = 7;
    private static final int MILLIS = 3;
    private static final int LONGEST = 200;

    /** Later runs first; runs of one millisecond by their ids, so that the order is total. */
    static final Comparator<RunName> NEWEST_FIRST =
            Comparator.comparing(RunName::startedAt).thenComparing(RunName::id).reversed();

    /** Empty for every other name, that of a batch included. */
    static Optional<RunName> parse(String name) {
        int end = name.length() - END;
        boolean shaped = name.length() <= LONGEST
                && end > STAMP + 2
                && digits(name, 0, DATE)
                && name.charAt(DATE) == '-'
                && digits(name, DATE + 1, STAMP)
                && name.charAt(STAMP) == '-'
                && name.charAt(end - 1) == '-'
                && digits(name, end, end + MILLIS)
                && isHex(name, end + MILLIS)
                && isLabel(name, STAMP + 1, end - 1);
        if (!shaped) {
            return Optional.empty();
        }
        try {
            LocalDateTime at = LocalDateTime.of(
                    number(name, 0, 4),
                    number(name, 4, 6),
                    number(name, 6, 8),
                    number(name, 9, 11),
                    number(name, 11, 13),
                    number(name, 13, 15),
                    number(name, end, end + MILLIS) * 1_000_000);
            return Optional.of(new RunName(name, name.substring(STAMP + 1, end - 1), at.toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            // Digits that are no time were not made by this program.
            return Optional.empty();
        }
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
