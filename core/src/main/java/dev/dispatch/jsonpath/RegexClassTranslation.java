package dev.dispatch.jsonpath;

/** Translates the character classes and escapes of I-Regexp; false stands for what its grammar does not allow. */
final class RegexClassTranslation {

    private final RegexReader reader;

    RegexClassTranslation(RegexReader reader) {
        this.reader = reader;
    }

    /** What follows an opening bracket. */
    boolean bracketed() {
        reader.out().append('[');
        if (reader.peek() == '^') {
            reader.out().append((char) reader.next());
        }
        boolean empty = true;
        while (reader.peek() != ']') {
            if (reader.peek() == '-') {
                reader.next();
                if (!empty && reader.peek() != ']') {
                    return false;
                }
                reader.writeLiteral('-');
            } else if (!classPart()) {
                return false;
            }
            empty = false;
        }
        reader.next();
        reader.out().append(']');
        return !empty;
    }

    /** What follows a backslash. */
    boolean escape(boolean inClass) {
        int c = reader.next();
        if (isCategory(c)) {
            return category(c == 'P', inClass);
        }
        if (c == 'n' || c == 'r' || c == 't') {
            reader.out().append('\\').append((char) c);
            return true;
        }
        if (c == RegexReader.END || "()*+-.?[\\]^{|}".indexOf(c) < 0) {
            return false;
        }
        reader.writeLiteral(c);
        return true;
    }

    /** A character, a range or a category inside a class. */
    private boolean classPart() {
        if (reader.peek() == '\\' && isCategory(reader.peekSecond())) {
            reader.next();
            return escape(true);
        }
        if (!classCharacter()) {
            return false;
        }
        if (reader.peek() != '-' || reader.peekSecond() == ']') {
            return true;
        }
        reader.next();
        reader.out().append('-');
        return classCharacter();
    }

    private boolean classCharacter() {
        int c = reader.next();
        if (c == '\\') {
            return !isCategory(reader.peek()) && escape(true);
        }
        if (c == RegexReader.END || RegexReader.isSurrogate(c) || c == '-' || c == '[' || c == ']') {
            return false;
        }
        reader.writeLiteral(c);
        return true;
    }

    private static boolean isCategory(int c) {
        return c == 'p' || c == 'P';
    }

    private boolean category(boolean negated, boolean inClass) {
        if (reader.next() != '{') {
            return false;
        }
        String name = reader.untilBrace();
        return name != null && UnicodeCategory.append(name, negated, inClass, reader.out());
    }
}
