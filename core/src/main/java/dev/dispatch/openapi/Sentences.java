package dev.dispatch.openapi;

/** Shortens the texts of a document to what helps whoever chooses or fills in. */
final class Sentences {

    private Sentences() {}

    /** The first sentence in one line, at most so many characters. */
    static String first(String text, int most) {
        String line = oneLine(text, most * 4);
        for (int i = 0; i + 1 < line.length(); i++) {
            boolean end = line.charAt(i) == '.' || line.charAt(i) == '!' || line.charAt(i) == '?';
            if (end && line.charAt(i + 1) == ' ' && i > 10 && !abbreviates(line, i)) {
                return cut(line.substring(0, i + 1), most);
            }
        }
        return cut(line, most);
    }

    /** All of it in one line, at most so many characters. */
    static String cut(String text, int most) {
        String line = oneLine(text, most + 1);
        if (line.length() <= most) {
            return line;
        }
        int space = line.lastIndexOf(' ', most - 3);
        int end = space > most / 2 ? space : most - 3;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "...";
    }

    private static boolean abbreviates(String line, int dot) {
        return line.startsWith("e.g", dot - 3) || line.startsWith("i.e", dot - 3) || line.startsWith("etc", dot - 3);
    }

    private static String oneLine(String text, int enough) {
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && out.length() <= enough; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                gap = true;
            } else {
                if (gap && !out.isEmpty()) {
                    out.append(' ');
                }
                gap = false;
                out.append(c);
            }
        }
        return out.toString();
    }
}
