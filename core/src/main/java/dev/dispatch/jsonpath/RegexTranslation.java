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

    private final RegexReader reader;
    private final RegexClassTranslation classes;
    private final boolean wellFormed;
    private final int weight;
    private int depth;

    /** @throws JsonPathLimitException where the pattern is too long, too deep or repeats too much */
    RegexTranslation(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new JsonPathLimitException("a regular expression may have 4,096 characters at most");
        }
        reader = new RegexReader(source);
        classes = new RegexClassTranslation(reader);
        weight = branches();
        wellFormed = weight >= 0 && reader.peek() == RegexReader.END;
    }

    boolean succeeds() {
        return wellFormed;
    }

    /** The pattern for RE2; of use only where the translation succeeded. */
    String result() {
        return reader.out().toString();
    }

    /** The number of atoms once all repetitions are written out. */
    int weight() {
        return weight;
    }

    /** Each rule answers the weight of what it read, -1 where that is not an I-Regexp. */
    private int branches() {
        int total = 1;
        while (true) {
            int c = reader.peek();
            if (c == RegexReader.END || c == ')') {
                return total;
            }
            if (c == '|') {
                reader.next();
                reader.out().append('|');
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
        return switch (reader.peek()) {
            case '*', '+', '?' -> {
                reader.out().append((char) reader.next());
                yield atom;
            }
            case '{' -> range(atom);
            default -> atom;
        };
    }

    private int range(int atom) {
        int start = reader.position();
        reader.next();
        int least = number();
        int most = least;
        if (reader.peek() == ',') {
            reader.next();
            most = reader.peek() == '}' ? least + 1 : number();
        }
        if (least < 0 || most < 0 || reader.next() != '}') {
            return -1;
        }
        reader.copySince(start);
        return bounded((long) atom * Math.max(1, Math.max(least, most)));
    }

    /** A decimal number, -1 where there is none. */
    private int number() {
        int start = reader.position();
        int value = 0;
        while (reader.peek() >= '0' && reader.peek() <= '9') {
            value = value * 10 + reader.next() - '0';
            if (value > MAX_REPETITIONS) {
                throw new JsonPathLimitException("a regular expression may repeat a part 1,000 times at most");
            }
        }
        return reader.position() == start ? -1 : value;
    }

    private int atom() {
        int c = reader.next();
        return switch (c) {
            case '(' -> group();
            case '.' -> {
                reader.out().append("[^\\n\\r]");
                yield 1;
            }
            case '[' -> classes.bracketed() ? 1 : -1;
            case '\\' -> classes.escape(false) ? 1 : -1;
            case '^', '$' -> {
                reader.out().append((char) c);
                yield 1;
            }
            default -> literal(c) ? 1 : -1;
        };
    }

    private int group() {
        if (++depth > MAX_DEPTH) {
            throw new JsonPathLimitException("a regular expression may nest 64 groups at most");
        }
        reader.out().append("(?:");
        int inner = branches();
        depth--;
        reader.out().append(')');
        return reader.next() == ')' ? inner : -1;
    }

    private boolean literal(int c) {
        if (c == RegexReader.END || RegexReader.isSurrogate(c) || "*+?{}]".indexOf(c) >= 0) {
            return false;
        }
        reader.writeLiteral(c);
        return true;
    }

    private static int bounded(long weight) {
        if (weight > MAX_WEIGHT) {
            throw new JsonPathLimitException("a regular expression may come to 10,000 characters at most once its"
                    + " repetitions are written out");
        }
        return (int) weight;
    }
}
