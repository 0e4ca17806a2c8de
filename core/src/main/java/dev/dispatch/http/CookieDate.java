package dev.dispatch.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Reads the dates of {@code Expires} as leniently as RFC 6265bis, section 5.1.1 asks. */
final class CookieDate {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int FIRST_YEAR = 1601;

    private final String text;
    private int second = -1;
    private int minute = -1;
    private int hour = -1;
    private int day = -1;
    private int month = -1;
    private int year = -1;

    private CookieDate(String text) {
        this.text = text;
    }

    /** Empty where the text is no date. */
    static Optional<Instant> parse(String text) {
        return new CookieDate(text).read();
    }

    private Optional<Instant> read() {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isDelimiter(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                take(text.substring(at, end));
            }
            at = end + 1;
        }
        if (hour < 0 || day < 0 || month < 0 || year < 0) {
            return Optional.empty();
        }
        int full = year >= 70 && year <= 99 ? year + 1900 : year <= 69 ? year + 2000 : year;
        if (full < FIRST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(full, month, day, hour, minute, second).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void take(String token) {
        if (hour < 0 && takeTime(token)) {
            return;
        }
        int digits = digits(token, 0);
        if (day < 0 && (digits == 1 || digits == 2)) {
            day = Integer.parseInt(token, 0, digits, 10);
        } else if (month < 0 && monthOf(token) > 0) {
            month = monthOf(token);
        } else if (year < 0 && digits >= 2 && digits <= 4) {
            year = Integer.parseInt(token, 0, digits, 10);
        }
    }

    /** Three fields of one or two digits; what follows the last one does not count. */
    private boolean takeTime(String token) {
        int[] fields = new int[3];
        int at = 0;
        for (int i = 0; i < 3; i++) {
            int digits = digits(token, at);
            boolean closed = i == 2 || (at + digits < token.length() && token.charAt(at + digits) == ':');
            if (digits < 1 || digits > 2 || !closed) {
                return false;
            }
            fields[i] = Integer.parseInt(token, at, at + digits, 10);
            at += digits + 1;
        }
        hour = fields[0];
        minute = fields[1];
        second = fields[2];
        return true;
    }

    private static int digits(String token, int from) {
        int end = from;
        while (end < token.length() && token.charAt(end) >= '0' && token.charAt(end) <= '9') {
            end++;
        }
        return end - from;
    }

    private static int monthOf(String token) {
        if (token.length() < 3) {
            return -1;
        }
        int at = MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
    }

    private static boolean isDelimiter(char c) {
        return c == '\t'
                || (c >= ' ' && c <= '/')
                || (c >= ';' && c <= '@')
                || (c >= '[' && c <= '`')
                || (c >= '{' && c <= '~');
    }
}
