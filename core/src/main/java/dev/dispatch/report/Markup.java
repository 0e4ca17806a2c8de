package dev.dispatch.report;

/** Text within HTML and XML: whatever a record holds, it stays text. */
final class Markup {

    private static final char UNREADABLE = '\uFFFD';

    private Markup() {}

    /**
     * Escaped for content and for attributes in quotes; what XML 1.0, section 2.2, does not allow becomes U+FFFD.
     */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && (text.codePointAt(i) & 0xFFFE) != 0xFFFE) {
                out.append(c).append(text.charAt(++i));
            } else {
                append(out, c);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t' -> out.append(c);
            default -> out.append(isAllowed(c) ? c : UNREADABLE);
        }
    }

    private static boolean isAllowed(char c) {
        return c >= ' ' && !(c >= 0x7F && c <= 0x9F) && !Character.isSurrogate(c) && c < 0xFFFE;
    }
}
