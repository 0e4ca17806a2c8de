package dev.dispatch.cli.output;

/**
 * Makes text that others wrote harmless for a terminal: control characters, which could move the cursor or set a
 * title, and marks that reverse the direction of writing are shown as escapes.
 */
public final class SafeText {

    private static final String HEX = "0123456789abcdef";

    private SafeText() {}

    /** One line: line feeds and tabs are escaped too. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** Line feeds and tabs stay. */
    public static String lines(String text) {
        return escape(text, true);
    }

    /** A JSON document, in which whatever is not ASCII stands inside a string and can be escaped there. */
    static String json(String document) {
        return escape(document, true);
    }

    private static String escape(String text, boolean keepLines) {
        for (int i = 0; i < text.length(); i++) {
            if (isHarmful(text.charAt(i), keepLines)) {
                return escapeFrom(i, text, keepLines);
            }
        }
        return text;
    }

    private static String escapeFrom(int first, String text, boolean keepLines) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isHarmful(c, keepLines)) {
                out.append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 15));
                }
            }
        }
        return out.toString();
    }

    private static boolean isHarmful(char c, boolean keepLines) {
        if (c < ' ') {
            return !(keepLines && (c == '\n' || c == '\t'));
        }
        return (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
