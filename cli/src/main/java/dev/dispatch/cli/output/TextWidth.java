package dev.dispatch.cli.output;

import java.util.ArrayList;
import java.util.List;

/** How many columns of a terminal a text takes; East Asian wide characters and emoji take two. */
final class TextWidth {

    private static final String ELLIPSIS = "…";

    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2e80, 0x303e},
        {0x3041, 0xa4cf},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe30, 0xfe6f},
        {0xff00, 0xff60},
        {0xffe0, 0xffe6},
        {0x1f300, 0x1f64f},
        {0x1f680, 0x1f6ff},
        {0x1f900, 0x1f9ff},
        {0x20000, 0x3fffd}
    };

    private TextWidth() {}

    static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            columns += of(text.codePointAt(i));
        }
        return columns;
    }

    /** The text, or its beginning and an ellipsis where it would take more columns. */
    static String cut(String text, int most) {
        if (text.length() <= most / 2 || of(text) <= most) {
            return text;
        }
        int columns = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            columns += of(character);
            if (columns > most - 1) {
                break;
            }
            end += Character.charCount(character);
        }
        return most < 1 ? "" : text.substring(0, end) + ELLIPSIS;
    }

    /** The text broken at spaces, no line wider than asked for; a longer word is cut. At least one line. */
    static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(cut(word, most));
        }
        lines.add(line.toString());
        return lines;
    }

    private static int of(int character) {
        if (character < 0x300) {
            return 1;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (character >= range[0] && character <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
