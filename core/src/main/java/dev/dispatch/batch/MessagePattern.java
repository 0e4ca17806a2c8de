package dev.dispatch.batch;

import java.util.List;

/** What messages of one cause have in common: words that hold digits are ids, numbers or times, and differ with each run. */
final class MessagePattern {

    private static final String ANY = "<n>";
    private static final String AUTHORITY = "://";
    private static final List<String> BEFORE_STATUS = List.of("HTTP ", "status ", "answered ", "expected ");

    private MessagePattern() {}

    static String of(String message) {
        StringBuilder pattern = new StringBuilder(message.length());
        int at = 0;
        while (at < message.length()) {
            int end = message.startsWith(AUTHORITY, at) ? authority(message, at + AUTHORITY.length()) : at;
            if (end > at) {
                pattern.append(message, at, end);
                at = end;
                continue;
            }
            boolean digits = false;
            while (end < message.length() && isPart(message.charAt(end))) {
                digits |= Character.isDigit(message.charAt(end));
                end++;
            }
            if (end == at) {
                pattern.append(message.charAt(at++));
            } else {
                word(pattern, message, at, end, digits);
                at = end;
            }
        }
        return pattern.toString();
    }

    /** Where the host and port of a URL end: whom a run asked tells causes apart. */
    private static int authority(String message, int from) {
        int end = from;
        while (end < message.length() && (isPart(message.charAt(end)) || ".:[]".indexOf(message.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** A status of HTTP tells causes apart. */
    private static void word(StringBuilder pattern, String message, int from, int to, boolean digits) {
        if (!digits || isStatus(message, from, to)) {
            pattern.append(message, from, to);
        } else {
            pattern.append(ANY);
        }
    }

    private static boolean isStatus(String message, int from, int to) {
        char first = message.charAt(from);
        return to - from == 3
                && first >= '1'
                && first <= '5'
                && Character.isDigit(message.charAt(from + 1))
                && Character.isDigit(message.charAt(from + 2))
                && BEFORE_STATUS.stream().anyMatch(word -> message.startsWith(word, from - word.length()));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
