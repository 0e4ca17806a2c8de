package dev.dispatch.jsonpath;

/**
 * Checks a pattern against the grammar of I-Regexp (RFC 9485, section 4) and writes it in the syntax of RE2. As in the
 * mappings of its section 5, {@code ^} and {@code $} pass as they are.
 */
final class RegexTranslation {

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_REPETITIONS = 1000;
    private static final int MAX_WEIGHT = 10_000;
    private static final int END = -1;

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private final boolean wellFormed;
    private final int weight;
    private int position;
    private int depth;

    /** @throws JsonPathLimitException where the pattern is too long, too deep or repeats too much */
    RegexTranslation(String source) {
        this.source = source;
        if (source.length() > MAX_LENGTH) {
            throw new JsonPathLimitException("a regular expression may have 4,096 characters at most");
        }
        weight = branches();
        wellFormed = weight >= 0 && position == source.length();
    }

    boolean succeeds() {
        return wellFormed;
    }

    /** The pattern for RE2; of use only where the translation succeeded. */
    String result() {
        return out.toString();
    }

    /** The number of atoms once all repetitions are written out. */
    int weight() {
        return weight;
    }

    /** Each rule answers the weight of what it read, -1 where that is not an I-Regexp. */
    private int branches() {
        int total = 1;
        while (true) {
            int c = peek();
            if (c == END || c == ')') {
                return total;
            }
            if (c == '|') {
                next();
                out.append('|');
                continue;
            }
            int piece = piece();
            if (piece < 0) {
                return -1;
            }
            total = bounded((long) total + piece);
        }
    }

    private int piece() {
        int atom = atom();
        if (atom < 0) {
            return -1;
        }
        return switch (peek()) {
            case '*', '+', '?' -> {
                out.append((char) next());
                yield atom;
            }
            case '{' -> range(atom);
            default -> atom;
        };
    }

    private int range(int atom) {
        int start = position;
        next();
        int least = number();
        int most = least;
        if (peek() == ',') {
            next();
            most = peek() == '}' ? least + 1 : number();
        }
        if (least < 0 || most < 0 || next() != '}') {
            return -1;
        }
        out.append(source, start, position);
        return bounded((long) atom * Math.max(1, Math.max(least, most)));
    }

    /** A decimal number, -1 where there is none. */
    private int number() {
        int start = position;
        int value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + next() - '0';
            if (value > MAX_REPETITIONS) {
                throw new JsonPathLimitException("a regular expression may repeat a part 1,000 times at most");
            }
        }
        return position == start ? -1 : value;
    }

    private int atom() {
        int c = next();
        return switch (c) {
            case '(' -> group();
            case '.' -> {
                out.append("[^\\n\\r]");
                yield 1;
            }
            case '[' -> characterClass() ? 1 : -1;
            case '\\' -> escape(false) ? 1 : -1;
            case '^', '$' -> {
                out.append((char) c);
                yield 1;
            }
            default -> literal(c) ? 1 : -1;
        };
    }

    private int group() {
        if (++depth > MAX_DEPTH) {
            throw new JsonPathLimitException("a regular expression may nest 64 groups at most");
        }
        out.append("(?:");
        int inner = branches();
        depth--;
        out.append(')');
        return next() == ')' ? inner : -1;
    }

    private boolean literal(int c) {
        if (c == END || isSurrogate(c) || "*+?{}]".indexOf(c) >= 0) {
            return false;
        }
        appendLiteral(c);
        return true;
    }

    private boolean characterClass() {
        out.append('[');
        if (peek() == '^') {
            out.append((char) next());
        }
        boolean empty = true;
        while (peek() != ']') {
            if (peek() == '-') {
                next();
                if (!empty && peek() != ']') {
                    return false;
                }
                appendLiteral('-');
            } else if (!classPart()) {
                return false;
            }
            empty = false;
        }
        next();
        out.append(']');
        return !empty;
    }

    /** A character, a range or a category inside a class. */
    private boolean classPart() {
        if (peek() == '\\' && position + 1 < source.length() && isCategory(source.charAt(position + 1))) {
            next();
            return escape(true);
        }
        if (!classCharacter()) {
            return false;
        }
        boolean range = peek() == '-' && position + 1 < source.length() && source.charAt(position + 1) != ']';
        if (!range) {
            return true;
        }
        next();
        out.append('-');
        return classCharacter();
    }

    private boolean classCharacter() {
        int c = next();
        if (c == '\\') {
            return !isCategory(peek()) && escape(true);
        }
        if (c == END || isSurrogate(c) || c == '-' || c == '[' || c == ']') {
            return false;
        }
        appendLiteral(c);
        return true;
    }

    private static boolean isCategory(int c) {
        return c == 'p' || c == 'P';
    }

    /** What follows a backslash. */
    private boolean escape(boolean inClass) {
        int c = next();
        if (isCategory(c)) {
            return category(c == 'P', inClass);
        }
        if (c == 'n' || c == 'r' || c == 't') {
            out.append('\\').append((char) c);
            return true;
        }
        if (c == END || "()*+-.?[\\]^{|}".indexOf(c) < 0) {
            return false;
        }
        appendLiteral(c);
        return true;
    }

    private boolean category(boolean negated, boolean inClass) {
        int close = source.indexOf('}', position);
        if (next() != '{' || close < 0) {
            return false;
        }
        String name = source.substring(position, close);
        position = close + 1;
        return UnicodeCategory.append(name, negated, inClass, out);
    }

    private void appendLiteral(int c) {
        if (c < 128 && Character.isLetterOrDigit(c)) {
            out.append((char) c);
        } else {
            out.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static int bounded(long weight) {
        if (weight > MAX_WEIGHT) {
            throw new JsonPathLimitException("a regular expression may come to 10,000 characters at most once its"
                    + " repetitions are written out");
        }
        return (int) weight;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private int peek() {
        return position < source.length() ? source.codePointAt(position) : END;
    }

    private int next() {
        int c = peek();
        if (c != END) {
            position += Character.charCount(c);
        }
        return c;
    }
}
