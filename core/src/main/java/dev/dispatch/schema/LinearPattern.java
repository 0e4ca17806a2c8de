package dev.dispatch.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression that matches in time linear to the text (RE2 syntax). It is found anywhere in the text unless it
 * is anchored, as JSON Schema asks for.
 */
public final class LinearPattern {

    private static final int LONGEST = 2_000;
    private static final int MOST_STATES = 2_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** A pattern, or why there is none. */
    public sealed interface Compiled {
        record Ok(LinearPattern pattern) implements Compiled {}

        record Unsupported(String reason) implements Compiled {}
    }

    /** Never throws: what RE2 cannot do (look-around, back references) and what would grow too large is Unsupported. */
    public static Compiled compile(String text) {
        if (text.length() > LONGEST) {
            return new Compiled.Unsupported("it is longer than " + LONGEST + " characters");
        }
        if (new PatternSize(text).states() > MOST_STATES) {
            return new Compiled.Unsupported("its repetitions unfold to more than " + MOST_STATES + " states");
        }
        try {
            return new Compiled.Ok(new LinearPattern(Pattern.compile(text)));
        } catch (PatternSyntaxException e) {
            return new Compiled.Unsupported(e.getDescription() + ": " + e.getPattern());
        }
    }

    public boolean foundIn(String text) {
        return pattern.matcher(text).find();
    }
}
