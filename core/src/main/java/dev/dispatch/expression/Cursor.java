package dev.dispatch.expression;

import dev.dispatch.problem.IssueCode;
import java.util.List;

/** A place in a string that moves forward. */
final class Cursor {

    private static final int SHOWN = 12;

    private final String text;
    private int at;

    Cursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    int at() {
        return at;
    }

    boolean done() {
        return at >= text.length();
    }

    /** The character here; NUL at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    void advance() {
        at++;
    }

    boolean take(String wanted) {
        if (!text.startsWith(wanted, at)) {
            return false;
        }
        at += wanted.length();
        return true;
    }

    void expect(String wanted) {
        if (!take(wanted)) {
            throw missing(wanted);
        }
    }

    void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    String from(int start) {
        return text.substring(start, at);
    }

    /** Letters, digits, {@code _} and {@code -} from here; may be empty. */
    String name() {
        int start = at;
        while (inName(peek())) {
            at++;
        }
        return from(start);
    }

    /** Moves behind the text in quotes that begins here; a backslash keeps the next character from ending it. */
    void skipQuoted() {
        int start = at;
        char quote = peek();
        advance();
        while (peek() != quote || done()) {
            if (done()) {
                throw ExpressionFault.malformed(start, "the quote " + quote + " is not closed");
            }
            at += peek() == '\\' ? 2 : 1;
        }
        advance();
    }

    ExpressionFault missing(String wanted) {
        String found = found();
        return new ExpressionFault(
                IssueCode.MALFORMED_INTERPOLATION,
                at,
                "expected " + wanted + " but found " + found,
                wanted,
                found,
                List.of(),
                // Where everything else is there, only the end is missing.
                wanted.equals("}") && done() ? text + "}" : null);
    }

    /** The whole text with other characters between two places. */
    String replaced(int start, int end, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }

    private String found() {
        if (done()) {
            return "the end of the text";
        }
        int end = Math.min(text.length(), at + SHOWN);
        return text.substring(at, end);
    }

    static boolean inName(char c) {
        return c == '_' || c == '-' || Character.isLetterOrDigit(c);
    }
}
