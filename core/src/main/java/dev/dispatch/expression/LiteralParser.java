package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;

/** Reads arguments that are written as JSON. */
final class LiteralParser {

    private static final int LONGEST_WORD = 5;

    private final Cursor cursor;

    LiteralParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a literal and no name begins here. */
    boolean ahead() {
        char first = cursor.peek();
        if (first == '\'') {
            throw ExpressionFault.malformed(cursor.at(), "a text is written as JSON, in double quotes");
        }
        if (first == '"' || first == '[' || first == '{' || first == '-' || (first >= '0' && first <= '9')) {
            return true;
        }
        return switch (word()) {
            case "true", "false", "null" -> true;
            default -> false;
        };
    }

    Expression.Literal literal() {
        int start = cursor.at();
        switch (cursor.peek()) {
            case '"' -> cursor.skipQuoted();
            case '[', '{' -> skipBrackets();
            default -> skipWord();
        }
        try {
            return new Expression.Literal(start, Json.parse(cursor.from(start)));
        } catch (JsonSyntaxException e) {
            throw ExpressionFault.malformed(start, "the argument is not JSON: " + e.getMessage());
        }
    }

    /** The short name ahead; empty where what follows makes it the beginning of a reference or a call. */
    private String word() {
        StringBuilder word = new StringBuilder();
        while (Cursor.inName(cursor.peek(word.length())) && word.length() <= LONGEST_WORD) {
            word.append(cursor.peek(word.length()));
        }
        char next = cursor.peek(word.length());
        return next == '.' || next == '[' || next == '(' ? "" : word.toString();
    }

    private void skipWord() {
        while (Cursor.inName(cursor.peek()) || cursor.peek() == '.' || cursor.peek() == '+') {
            cursor.advance();
        }
    }

    private void skipBrackets() {
        int start = cursor.at();
        int open = 0;
        do {
            if (cursor.done()) {
                throw ExpressionFault.malformed(start, "the bracket is not closed");
            }
            switch (cursor.peek()) {
                case '"' -> cursor.skipQuoted();
                case '[', '{' -> {
                    open++;
                    cursor.advance();
                }
                case ']', '}' -> {
                    open--;
                    cursor.advance();
                }
                default -> cursor.advance();
            }
        } while (open > 0);
    }
}
