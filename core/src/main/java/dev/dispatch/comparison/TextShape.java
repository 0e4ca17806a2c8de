package dev.dispatch.comparison;

import com.google.re2j.Pattern;
import java.util.Optional;

/** Texts that are made anew for each run, known by how they look; the patterns are RE2, as in conditions. */
public enum TextShape {
    UUID("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"),
    ULID("^[0-7][0-9A-HJKMNP-TV-Z]{25}$"),
    RUN_ID("^[0-9]{8}-[0-9]{6}-[a-z][a-z0-9-]*-[0-9a-f]{7}$"),
    /** RFC 3339, with or without an offset. */
    INSTANT("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$"),
    /** RFC 9110, section 5.6.7. */
    HTTP_DATE("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$"),
    /** RFC 7519, by its beginning. */
    JWT("^eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$");

    private static final int LONGEST = 4_096;

    private final String regex;
    private final Pattern pattern;

    TextShape(String regex) {
        this.regex = regex;
        this.pattern = Pattern.compile(regex);
    }

    /** What a rule with {@code regex} holds a value against. */
    public String regex() {
        return regex;
    }

    /** The shape of a whole text; empty for texts that may stand for something lasting. */
    public static Optional<TextShape> of(String text) {
        if (text.length() < 16 || text.length() > LONGEST) {
            return Optional.empty();
        }
        for (TextShape shape : values()) {
            if (shape.pattern.matcher(text).matches()) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }
}
