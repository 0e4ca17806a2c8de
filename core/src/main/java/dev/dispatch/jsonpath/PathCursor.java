package dev.dispatch.jsonpath;

/** The text of a path and how far it has been read, with the smallest pieces of the grammar. */
final class PathCursor {

    static final int END = -1;
    private static final int MAX_LENGTH = 65_536;
    private static final int MAX_DEPTH = 64;
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private final String text;
    private int position;
    private int depth;

    PathCursor(String text) {
        this.text = text;
        if (text.length() > MAX_LENGTH) {
            throw failure("a path may have 65,536 characters at most", MAX_LENGTH);
        }
    }

    int position() {
        return position;
    }

    void position(int position) {
        this.position = position;
    }

    /** The next character, {@link #END} where there is none. */
    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        int at = position + ahead;
        return at < text.length() ? text.charAt(at) : END;
    }

    int next() {
        int c = peek();
        if (c != END) {
            position++;
        }
        return c;
    }

    boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    boolean take(String wanted) {
        if (!text.startsWith(wanted, position)) {
            return false;
        }
        position += wanted.length();
        return true;
    }

    String since(int start) {
        return text.substring(start, position);
    }

    void skipBlanks() {
        while (isBlank(peek())) {
            position++;
        }
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(int c) {
        return isNameStart(c) || isDigit(c);
    }

    /** An integer as indexes and slices take it: no leading zeros, no -0, within I-JSON (RFC 9535, section 2.1). */
    long integer() {
        int start = position;
        boolean negative = take('-');
        int digits = position;
        while (isDigit(peek())) {
            position++;
        }
        int count = position - digits;
        if (count == 0) {
            throw failure("a digit is missing", position);
        }
        if (text.charAt(digits) == '0' && (count > 1 || negative)) {
            throw failure("an integer has no leading zero, and 0 no sign", start);
        }
        long value = count > 16 ? Long.MAX_VALUE : Long.parseLong(text, digits, position, 10);
        if (value > MAX_INTEGER) {
            throw failure("an integer lies between -(2^53-1) and 2^53-1", start);
        }
        return negative ? -value : value;
    }

    /** Counts one more level of nesting; {@link #leave} ends it. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw failure("a path may nest filters, parentheses and functions 64 levels deep at most", position);
        }
    }

    void leave() {
        depth--;
    }

    /** What stands at the position, for messages. */
    String found() {
        return peek() == END ? "the end of the path" : "'" + Character.toString(text.codePointAt(position)) + "'";
    }

    JsonPathSyntaxException expected(String what) {
        return failure("expected " + what + ", found " + found(), position);
    }

    JsonPathSyntaxException failure(String message, int offset) {
        return new JsonPathSyntaxException(message, offset, null);
    }
}
