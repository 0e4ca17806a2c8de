package dev.dispatch.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a line of a transcript. */
sealed interface Token {
    Pattern PLACEHOLDER = Pattern.compile("\\\\?<([A-Z][A-Z_]*)(:[1-9][0-9]*)?>");

    /** Text that stands for itself. */
    record Literal(String text) implements Token {}

    /**
     * A placeholder.
     *
     * @param number without a number every occurrence is on its own; 0 for none
     */
    record Slot(Placeholder placeholder, int number) implements Token {
        @Override
        public String toString() {
            return "<" + placeholder + (number == 0 ? "" : ":" + number) + ">";
        }
    }

    /**
     * Splits a line. {@code \<NAME>} is the text {@code <NAME>}.
     *
     * @throws IllegalArgumentException for a name outside the closed set
     */
    static List<Token> split(String line) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(line);
        int end = 0;
        while (matcher.find()) {
            tokens.add(new Literal(line.substring(end, matcher.start())));
            tokens.add(
                    matcher.group().startsWith("\\")
                            ? new Literal(matcher.group().substring(1))
                            : slot(matcher));
            end = matcher.end();
        }
        tokens.add(new Literal(line.substring(end)));
        return tokens;
    }

    private static Slot slot(Matcher matcher) {
        String number = matcher.group(2);
        for (Placeholder placeholder : Placeholder.values()) {
            if (placeholder.name().equals(matcher.group(1))) {
                return new Slot(placeholder, number == null ? 0 : Integer.parseInt(number.substring(1)));
            }
        }
        throw new IllegalArgumentException("no placeholder is called " + matcher.group()
                + "; where the text itself is meant, write \\" + matcher.group());
    }
}
