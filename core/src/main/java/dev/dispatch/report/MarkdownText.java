package dev.dispatch.report;

/**
 * Text of a record within Markdown: always in a code span, where no mark, HTML, mention or link has a meaning
 * (CommonMark 0.31, section 6.1).
 */
final class MarkdownText {

    private MarkdownText() {}

    /** On one line and of bounded length; empty for an empty text. */
    static String code(String text, int most) {
        String line = Words.cut(oneLine(text), most);
        if (line.isBlank()) {
            return "";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        boolean pad = line.startsWith("`") || line.endsWith("`");
        return fence + (pad ? " " : "") + line + (pad ? " " : "") + fence;
    }

    /** The same for a cell of a table, which a bar would end. */
    static String cell(String text, int most) {
        return code(text.replace("\\|", "\\¦"), most).replace("|", "\\|");
    }

    private static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            out.append(breaks ? ' ' : c);
        }
        return out.toString().strip();
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
