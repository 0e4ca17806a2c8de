package dev.dispatch.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as it reads once an escaping is taken off, with the way back to the characters it came from.
 *
 * <p>What is no valid escape stays as it is, so any text has a view.
 */
final class TextView {

    /** Escapings within escapings that are looked through. */
    static final int MOST_LAYERS = 2;

    private static final int LONGEST_ENTITY = 10;

    private final String text;

    /** For each character, and for the end, where it begins in the source; null for the source itself. */
    private final int @Nullable [] starts;

    private TextView(String text, int @Nullable [] starts) {
        this.text = text;
        this.starts = starts;
    }

    static TextView of(String text) {
        return new TextView(text, null);
    }

    String text() {
        return text;
    }

    int sourceStart(int at) {
        return starts == null ? at : starts[at];
    }

    int sourceEnd(int end) {
        return starts == null ? end : starts[end];
    }

    /** The views with one escaping less, where there is any. */
    List<TextView> decoded() {
        List<TextView> views = new ArrayList<>(2);
        if (text.indexOf('\\') >= 0) {
            views.add(withoutJsonEscapes());
        }
        if (text.indexOf('%') >= 0) {
            views.add(withoutPercents(false));
        }
        if (text.indexOf('+') >= 0) {
            views.add(withoutPercents(true));
        }
        if (text.indexOf('&') >= 0) {
            views.add(withoutEntities());
        }
        views.removeIf(view -> view.text.equals(text));
        return views;
    }

    /** RFC 8259, section 7. */
    TextView withoutJsonEscapes() {
        Builder out = new Builder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int length = c == '\\' && at + 1 < text.length() ? jsonEscape(at, out) : 0;
            if (length == 0) {
                out.add(c, at);
                length = 1;
            }
            at += length;
        }
        return out.build();
    }

    /** Percent-encoding of UTF-8 and, where it is none, of Latin-1; in forms a plus sign is a space. */
    TextView withoutPercents(boolean form) {
        Builder out = new Builder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int first = c == '%' ? number(at + 1, 2, 16) : -1;
            if (first < 0) {
                out.add(form && c == '+' ? ' ' : c, at);
                at++;
            } else {
                at += percents(at, first, out);
            }
        }
        return out.build();
    }

    /** Numeric references and the five that every writer of HTML and XML uses. */
    TextView withoutEntities() {
        Builder out = new Builder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '&' ? text.indexOf(';', at, Math.min(text.length(), at + LONGEST_ENTITY)) : -1;
            int decoded = end > at ? entity(text.substring(at + 1, end)) : -1;
            if (decoded < 0) {
                out.add(c, at);
                at++;
            } else {
                out.addCodePoint(decoded, at);
                at = end + 1;
            }
        }
        return out.build();
    }

    private int jsonEscape(int at, Builder out) {
        char escaped = text.charAt(at + 1);
        if (escaped == 'u') {
            int code = number(at + 2, 4, 16);
            if (code < 0) {
                return 0;
            }
            out.add((char) code, at);
            return 6;
        }
        int index = "\"\\/bfnrt".indexOf(escaped);
        if (index < 0) {
            return 0;
        }
        out.add("\"\\/\b\f\n\r\t".charAt(index), at);
        return 2;
    }

    private int percents(int at, int first, Builder out) {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
        int code = more == 0 ? first : first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int place = at + 3 * i;
            int next = place < text.length() && text.charAt(place) == '%' ? number(place + 1, 2, 16) : -1;
            if ((next & 0xC0) != 0x80 || next < 0) {
                out.add((char) first, at);
                return 3;
            }
            code = (code << 6) | (next & 0x3F);
        }
        if (!Character.isValidCodePoint(code)) {
            out.add((char) first, at);
            return 3;
        }
        out.addCodePoint(code, at);
        return 3 * (more + 1);
    }

    private static int entity(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numericEntity(name);
        };
    }

    private static int numericEntity(String name) {
        if (name.length() < 2 || name.charAt(0) != '#') {
            return -1;
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        String digits = name.substring(hex ? 2 : 1);
        int code = digits.isEmpty() ? -1 : of(digits).number(0, digits.length(), hex ? 16 : 10);
        return Character.isValidCodePoint(code) ? code : -1;
    }

    /** So many digits as a number; -1 where something else stands. */
    private int number(int from, int length, int radix) {
        if (from + length > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0 || number > Character.MAX_CODE_POINT) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    private final class Builder {
        private final StringBuilder out = new StringBuilder(text.length());
        private final int[] places = new int[text.length() + 1];

        void add(char c, int at) {
            places[out.length()] = sourceStart(at);
            out.append(c);
        }

        void addCodePoint(int code, int at) {
            for (char c : Character.toChars(code)) {
                add(c, at);
            }
        }

        TextView build() {
            places[out.length()] = sourceStart(text.length());
            return new TextView(out.toString(), places);
        }
    }
}
