package dev.dispatch.jsonpath;

import org.jspecify.annotations.Nullable;

/** An I-Regexp read by code points, and what has been written of it for RE2. */
final class RegexReader {

    static final int END = -1;

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int position;

    RegexReader(String source) {
        this.source = source;
    }

    int position() {
        return position;
    }

    /** The next code point, {@link #END} where there is none. */
    int peek() {
        return position < source.length() ? source.codePointAt(position) : END;
    }

    /** The UTF-16 character behind the next one, {@link #END} where there is none. */
    int peekSecond() {
        return position + 1 < source.length() ? source.charAt(position + 1) : END;
    }

    int next() {
        int c = peek();
        if (c != END) {
            position += Character.charCount(c);
        }
        return c;
    }

    /** Reads up to and over the next closing brace, null where there is none. */
    @Nullable
    String untilBrace() {
        int close = source.indexOf('}', position);
        if (close < 0) {
            return null;
        }
        String name = source.substring(position, close);
        position = close + 1;
        return name;
    }

    StringBuilder out() {
        return out;
    }

    void copySince(int start) {
        out.append(source, start, position);
    }

    /** Writes a character that stands for itself, whatever it means to RE2. */
    void writeLiteral(int c) {
        if (c < 128 && Character.isLetterOrDigit(c)) {
            out.append((char) c);
        } else {
            out.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
    }

    static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
