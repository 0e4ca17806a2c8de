package dev.dispatch.redact;

import java.util.ArrayList;
import java.util.Arrays;
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

    private static final int[] SIDE_BY_SIDE = new int[0];

    private final String text;
    private final @Nullable TextView source;
    private final SecretForm form;

    /** Pairs: a place in this text and the place in the source from which on both run side by side. */
    private final int[] places;

    /** The piece of the source that the whole text came from; empty where places tell it better. */
    private final int blockStart;

    private final int blockEnd;

    private TextView(
            String text, @Nullable TextView source, SecretForm form, int[] places, int blockStart, int blockEnd) {
        this.text = text;
        this.source = source;
        this.form = form;
        this.places = places;
        this.blockStart = blockStart;
        this.blockEnd = blockEnd;
    }

    static TextView of(String text) {
        return new TextView(text, null, SecretForm.PLAIN, SIDE_BY_SIDE, 0, 0);
    }

    /** A text that was decoded from a piece of this one, of which all must go where it holds a secret. */
    TextView block(int start, int end, String decoded, SecretForm decodedFrom) {
        return new TextView(decoded, this, decodedFrom, SIDE_BY_SIDE, start, end);
    }

    String text() {
        return text;
    }

    /** What was taken off, the outermost first; empty for the text itself. */
    List<SecretForm> forms() {
        if (source == null) {
            return new ArrayList<>();
        }
        List<SecretForm> forms = source.forms();
        forms.add(form);
        return forms;
    }

    /** Whether a secret that stands here as it is also stands in the source, as base64 that leaves its neighbours alone. */
    boolean repeats(SecretPattern pattern) {
        return form == SecretForm.BASE64
                && (pattern.form() == SecretForm.PLAIN || pattern.form() == SecretForm.LATIN_1);
    }

    /** Where in the outermost source a character came from. */
    int startOf(int at) {
        return source == null ? at : source.startOf(blockEnd > 0 ? blockStart : mapped(at));
    }

    /** Where in the outermost source the end of a piece came from. */
    int endOf(int at) {
        return source == null ? at : source.endOf(blockEnd > 0 ? blockEnd : mapped(at));
    }

    private int mapped(int at) {
        int low = 0;
        int high = places.length / 2;
        while (low < high) {
            int middle = (low + high) / 2;
            if (places[2 * middle] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int offset = low == 0 ? 0 : places[2 * low - 1] - places[2 * low - 2];
        return at + offset;
    }

    /** The views with one escaping or packing less, where there is any. */
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
        if (text.indexOf('\'') >= 0) {
            views.add(withoutShellQuotes());
        }
        views.removeIf(view -> view.text.equals(text));
        PackedText.addViews(this, views);
        return views;
    }

    /** How a quote is written inside of single quotes of a shell. */
    TextView withoutShellQuotes() {
        Builder out = new Builder();
        for (int at = text.indexOf('\''); at >= 0; at = text.indexOf('\'', at)) {
            if (text.startsWith("'\\''", at)) {
                at = out.replace(at, 4, '\'');
            } else {
                at = text.startsWith("'\"'\"'", at) ? out.replace(at, 5, '\'') : at + 1;
            }
        }
        return out.build(SecretForm.SHELL);
    }

    /** RFC 8259, section 7. */
    TextView withoutJsonEscapes() {
        Builder out = new Builder();
        for (int at = text.indexOf('\\'); at >= 0 && at + 1 < text.length(); at = text.indexOf('\\', at)) {
            char escaped = text.charAt(at + 1);
            int index = "\"\\/bfnrt".indexOf(escaped);
            int code = escaped == 'u' ? number(at + 2, 4, 16) : -1;
            if (index >= 0) {
                at = out.replace(at, 2, "\"\\/\b\f\n\r\t".charAt(index));
            } else {
                at = code >= 0 ? out.replace(at, 6, code) : at + 1;
            }
        }
        return out.build(SecretForm.JSON);
    }

    /** Percent-encoding of UTF-8 and, where it is none, of Latin-1; in forms a plus sign is a space. */
    TextView withoutPercents(boolean form) {
        Builder out = new Builder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int first = c == '%' ? number(at + 1, 2, 16) : -1;
            if (first >= 0) {
                at = percents(at, first, out);
            } else {
                at = form && c == '+' ? out.replace(at, 1, ' ') : at + 1;
            }
        }
        return out.build(form ? SecretForm.FORM : SecretForm.URL);
    }

    /** Numeric references and the five that every writer of HTML and XML uses. */
    TextView withoutEntities() {
        Builder out = new Builder();
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at)) {
            int end = text.indexOf(';', at, Math.min(text.length(), at + LONGEST_ENTITY));
            int decoded = end > at ? entity(text.substring(at + 1, end)) : -1;
            at = decoded >= 0 ? out.replace(at, end + 1 - at, decoded) : at + 1;
        }
        return out.build(SecretForm.HTML);
    }

    /** Decodes one character and answers the place behind it. */
    private int percents(int at, int first, Builder out) {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
        int code = more == 0 ? first : first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int place = at + 3 * i;
            int next = place < text.length() && text.charAt(place) == '%' ? number(place + 1, 2, 16) : -1;
            if (next < 0 || (next & 0xC0) != 0x80) {
                return out.replace(at, 3, first);
            }
            code = (code << 6) | (next & 0x3F);
        }
        return Character.isValidCodePoint(code) ? out.replace(at, 3 * (more + 1), code) : out.replace(at, 3, first);
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

    /** Copies what stands between the escapes. */
    private final class Builder {
        private final StringBuilder out = new StringBuilder(text.length());
        private int[] pairs = new int[64];
        private int used;
        private int copied;

        /** Puts a character in the place of so many and answers the place behind them. */
        int replace(int at, int length, int code) {
            out.append(text, copied, at);
            place(at);
            out.appendCodePoint(code);
            copied = at + length;
            place(copied);
            return copied;
        }

        TextView build(SecretForm form) {
            out.append(text, copied, text.length());
            return new TextView(out.toString(), TextView.this, form, Arrays.copyOf(pairs, used), 0, 0);
        }

        private void place(int sourceAt) {
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * used);
            }
            pairs[used++] = out.length();
            pairs[used++] = sourceAt;
        }
    }
}
