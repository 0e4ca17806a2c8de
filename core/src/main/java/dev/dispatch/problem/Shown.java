package dev.dispatch.problem;

/** Texts from documents, as a finding repeats them: of bounded length and without control characters. */
public final class Shown {

    /** Longest text that a finding repeats, in characters. */
    public static final int LONGEST = 300;

    private static final int LONGEST_SENTENCE = 1_200;

    private Shown() {}

    /** A value or a name inside a sentence; what is cut off is counted. */
    public static String of(String text) {
        return text.length() <= LONGEST
                ? plain(text)
                : plain(text.substring(0, LONGEST)) + "... (" + text.length() + " characters)";
    }

    /** What somebody else said, on one line. It is cut between words: half a secret would not be known again. */
    public static String said(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= most ? line : line.substring(0, Math.max(0, line.lastIndexOf(' ', most))) + "...";
    }

    /** A whole sentence, which may hold several texts. */
    static String sentence(String text) {
        return text.length() <= LONGEST_SENTENCE ? plain(text) : plain(text.substring(0, LONGEST_SENTENCE)) + "...";
    }

    /** True where the text can be repeated as it is, so that it can be copied. */
    static boolean isPlain(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    private static String plain(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
