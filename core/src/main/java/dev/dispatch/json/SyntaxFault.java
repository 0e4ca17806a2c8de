package dev.dispatch.json;

import org.jspecify.annotations.Nullable;

/** Says in words for a reader of the document what the parser found wrong; the parser's own name its classes. */
final class SyntaxFault {

    private final String text;
    private final int offset;
    private final String message;
    private final @Nullable Position opening;

    /**
     * One fault.
     *
     * @param offset of the character at fault; behind the text where that ended too early
     * @param message of the parser
     * @param opening where the innermost object or array begins; null outside of any
     */
    SyntaxFault(String text, int offset, String message, @Nullable Position opening) {
        this.text = text;
        this.offset = Math.clamp(offset, 0, text.length());
        this.message = message;
        this.opening = opening;
    }

    String words() {
        if (says("Unexpected end-of-input")) {
            return end();
        }
        if (says("Illegal unquoted character")) {
            return at() == '\n' || at() == '\r'
                    ? openString()
                    : "a control character inside a string must be escaped, such as \\t";
        }
        if (says("Illegal character")) {
            return "a control character stands outside of any string";
        }
        if (says("numeric value") || says("hexadecimal number")) {
            return says("Leading zeroes") ? "a number must not begin with 0" : noNumber();
        }
        if (says("character escape")) {
            return says("hex-digit")
                    ? "\\u needs four hexadecimal digits, found " + found()
                    : "\\" + shown(at()) + " is no escape of JSON; after a backslash stands one of \" \\ / b f n r t u";
        }
        return misplaced();
    }

    private String end() {
        if (says("closing quote") || says("character escape")) {
            return openString();
        }
        if (says("No digit") || says("number exponent") || says("in numeric")) {
            return noNumber();
        }
        return opening == null ? "the text ends too early" : open();
    }

    /** A character where something else must stand. */
    private String misplaced() {
        if (says("to separate Object entries")) {
            return "expected , or } but found " + found();
        }
        if (says("to separate Array entries")) {
            return "expected , or ] but found " + found();
        }
        if (says("expecting a colon")) {
            return "expected : after the member's name but found " + found();
        }
        if (says("to start property name")) {
            return at() == '}' ? trailingComma() : "expected a member's name in double quotes but found " + found();
        }
        if (says("comment?")) {
            return "JSON has no comments";
        }
        if (says("Unexpected close marker")) {
            return opening == null ? "nothing is open that " + found() + " could close" : open() + ", found " + found();
        }
        if (says("expected a value") || says("expected a valid value")) {
            return at() == ']' && before() == ',' ? trailingComma() : "expected a value but found " + found();
        }
        if (says("Unrecognized token") || says("Non-standard token")) {
            return "expected a value but found '" + quotedInMessage() + "'";
        }
        if (says("root-level")) {
            return "expected the end of the document but found " + found();
        }
        return says("Unexpected character") ? found() + " cannot stand here" : cleaned();
    }

    private String open() {
        return "the " + (says("Array") || says("expected ']'") ? "array" : "object") + " that begins at " + opening
                + " is not closed";
    }

    /** No quote stands bare inside of a string, so the last one before the fault opened it. */
    private String openString() {
        int quote = text.lastIndexOf('"', offset - 1);
        while (quote > 0 && isEscaped(quote)) {
            quote = text.lastIndexOf('"', quote - 1);
        }
        return "the string that begins at " + position(Math.max(0, quote)) + " is not closed";
    }

    private boolean isEscaped(int at) {
        int first = at;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }

    private String trailingComma() {
        return "expected something after the comma but found " + found() + "; the last one of a list has no comma";
    }

    private static String noNumber() {
        return "this is not a number as JSON writes it, such as -12, 0.5 or 1e3";
    }

    private Position position(int at) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Position(line, at - begin + 1);
    }

    private boolean says(String words) {
        return message.contains(words);
    }

    private char at() {
        return offset < text.length() ? text.charAt(offset) : ' ';
    }

    private char before() {
        int at = offset - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at < 0 ? ' ' : text.charAt(at);
    }

    private String found() {
        if (offset == text.length()) {
            return "the end";
        }
        return at() == '\'' || at() < ' ' || at() == 127 ? shown(at()) : "'" + at() + "'";
    }

    private static String shown(char c) {
        return c < ' ' || c == 127 ? "a control character" : String.valueOf(c);
    }

    private String quotedInMessage() {
        int from = message.indexOf('\'');
        int to = message.indexOf('\'', from + 1);
        return from < 0 || to < 0 ? "something else" : message.substring(from + 1, to);
    }

    /** The first line without what the parser says of itself. */
    private String cleaned() {
        String line = message.lines().findFirst().orElse("this is not JSON");
        for (String inside : new String[] {", from `", " (start marker at", " [Source"}) {
            int cut = line.indexOf(inside);
            line = cut < 0 ? line : line.substring(0, cut) + (inside.startsWith(",") ? ")" : "");
        }
        return line;
    }
}
