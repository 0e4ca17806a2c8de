package dev.dispatch.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are asserted: {@code date} and {@code date-time} (RFC 3339), {@code uuid} (RFC 4122), {@code email}
 * and {@code uri}. All others only annotate, as JSON Schema 2020-12 has it.
 */
final class Formats {

    static final List<String> NAMES = List.of("date", "date-time", "uuid", "email", "uri");

    private Formats() {}

    /** What a text of this format is called, with an example; null for a format that is not asserted. */
    static @Nullable String phrase(String format) {
        return switch (format) {
            case "date" -> "a date such as 2026-01-31";
            case "date-time" -> "a date and time with offset such as 2026-01-31T10:00:00Z";
            case "uuid" -> "a UUID";
            case "email" -> "an e-mail address";
            case "uri" -> "an absolute URI";
            default -> null;
        };
    }

    static boolean fits(String format, String text) {
        return switch (format) {
            case "date" -> text.length() == 10 && date(text);
            case "date-time" -> dateTime(text);
            case "uuid" -> uuid(text);
            case "email" -> email(text);
            case "uri" -> uri(text);
            default -> true;
        };
    }

    private static boolean date(String text) {
        if (!digits(text, 0, 4) || !at(text, 4, '-') || !digits(text, 5, 7) || !at(text, 7, '-')) {
            return false;
        }
        if (!digits(text, 8, 10)) {
            return false;
        }
        try {
            LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean dateTime(String text) {
        if (!date(text) || !(at(text, 10, 'T') || at(text, 10, 't')) || !time(text, 11) || !at(text, 16, ':')) {
            return false;
        }
        if (!digits(text, 17, 19)) {
            return false;
        }
        int end = 19;
        if (at(text, end, '.')) {
            int from = ++end;
            while (digits(text, end, end + 1)) {
                end++;
            }
            if (end == from) {
                return false;
            }
        }
        if (!offset(text, end)) {
            return false;
        }
        int second = number(text, 17, 19);
        return second < 60 || (second == 60 && leapSecond(text, end));
    }

    private static boolean offset(String text, int from) {
        if (at(text, from, 'Z') || at(text, from, 'z')) {
            return text.length() == from + 1;
        }
        return (at(text, from, '+') || at(text, from, '-')) && text.length() == from + 6 && time(text, from + 1);
    }

    /** Hours and minutes, {@code 09:30}. */
    private static boolean time(String text, int from) {
        return digits(text, from, from + 2)
                && number(text, from, from + 2) < 24
                && at(text, from + 2, ':')
                && digits(text, from + 3, from + 5)
                && number(text, from + 3, from + 5) < 60;
    }

    /** A second 60 stands at 23:59 UTC only (RFC 3339, section 5.7). */
    private static boolean leapSecond(String text, int offsetAt) {
        int minutes = number(text, 11, 13) * 60 + number(text, 14, 16);
        if (text.length() > offsetAt + 1) {
            int offset = number(text, offsetAt + 1, offsetAt + 3) * 60 + number(text, offsetAt + 4, offsetAt + 6);
            minutes += at(text, offsetAt, '+') ? -offset : offset;
        }
        return Math.floorMod(minutes, 24 * 60) == 23 * 60 + 59;
    }

    private static boolean uuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /** One {@code @} with something before it and a host after it; neither spaces nor controls. */
    private static boolean email(String text) {
        int split = text.lastIndexOf('@');
        if (split < 1 || split > 64 || split == text.length() - 1 || text.length() > 320) {
            return false;
        }
        if (text.startsWith(".")
                || text.charAt(split - 1) == '.'
                || text.substring(0, split).contains("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || (c == '@' && i != split)) {
                return false;
            }
        }
        String host = text.substring(split + 1);
        return !host.startsWith(".") && !host.startsWith("-") && !host.endsWith(".") && !host.contains("..");
    }

    private static boolean uri(String text) {
        try {
            return new URI(text).isAbsolute() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean at(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static boolean digits(String text, int from, int to) {
        if (to > text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
