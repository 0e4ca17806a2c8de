package dev.dispatch.jsonpath;

/** Reads a quoted string of a path (RFC 9535, section 2.3.1.1). */
final class StringLiteral {

    private final PathCursor cursor;

    StringLiteral(PathCursor cursor) {
        this.cursor = cursor;
    }

    /** The string's content; the cursor stands on the opening quote before and after the closing one afterwards. */
    String read() {
        int start = cursor.position();
        int quote = cursor.next();
        StringBuilder content = new StringBuilder();
        while (true) {
            int at = cursor.position();
            int c = cursor.next();
            if (c == quote) {
                return content.toString();
            }
            if (c == PathCursor.END) {
                throw cursor.failure("this string is not closed", start);
            }
            if (c == '\\') {
                content.appendCodePoint(escape(quote, at));
            } else {
                content.appendCodePoint(plain(c, at));
            }
        }
    }

    private int plain(int c, int at) {
        if (c < ' ') {
            throw cursor.failure("a control character in a string must be escaped", at);
        }
        if (!Character.isSurrogate((char) c)) {
            return c;
        }
        char low = (char) cursor.next();
        if (!Character.isSurrogatePair((char) c, low)) {
            throw cursor.failure("half a surrogate pair is not a character", at);
        }
        return Character.toCodePoint((char) c, low);
    }

    private int escape(int quote, int at) {
        int c = cursor.next();
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '/', '\\' -> c;
            case 'u' -> unicode(at);
            default -> {
                if (c != quote) {
                    throw cursor.failure("unknown escape; write \\\\ for a backslash", at);
                }
                yield c;
            }
        };
    }

    private int unicode(int at) {
        char first = hexadecimal();
        if (!Character.isSurrogate(first)) {
            return first;
        }
        if (Character.isHighSurrogate(first) && cursor.take("\\u")) {
            char second = hexadecimal();
            if (Character.isLowSurrogate(second)) {
                return Character.toCodePoint(first, second);
            }
        }
        throw cursor.failure("half a surrogate pair is not a character", at);
    }

    private char hexadecimal() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = cursor.peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw cursor.expected("four hexadecimal digits after \\u");
            }
            cursor.next();
            value = value * 16 + digit;
        }
        return (char) value;
    }
}
