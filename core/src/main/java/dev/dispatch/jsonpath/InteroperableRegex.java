package dev.dispatch.jsonpath;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A compiled I-Regexp (RFC 9485), matched in time linear in the text. */
final class InteroperableRegex {

    private final Pattern pattern;
    private final int weight;

    private InteroperableRegex(Pattern pattern, int weight) {
        this.pattern = pattern;
        this.weight = weight;
    }

    /**
     * Compiles a pattern, null where it is not an I-Regexp.
     *
     * @throws JsonPathLimitException where it is one, but too long, too deep or with too many repetitions
     */
    static @Nullable InteroperableRegex compile(String source) {
        RegexTranslation translation = new RegexTranslation(source);
        if (!translation.succeeds()) {
            return null;
        }
        try {
            return new InteroperableRegex(Pattern.compile(translation.result()), translation.weight());
        } catch (PatternSyntaxException notAPattern) {
            // The grammar admits what means nothing, such as the range [z-a].
            return null;
        }
    }

    /** The work of applying this to a text, in the units of {@link Evaluation#spend}. */
    long cost(String text) {
        return 1 + (long) text.length() * weight / 16;
    }

    boolean matches(String text) {
        return pattern.matches(text);
    }

    boolean findsIn(String text) {
        return pattern.matcher(text).find();
    }
}
