package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the literal behind {@code :-}. Where it begins like a JSON object, array or text, braces inside it and braces
 * in double quotes belong to it; every other literal ends at the first closing brace.
 */
final class DefaultParser {

    private final Cursor cursor;

    DefaultParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The literal, JSON where it parses as JSON, else text exactly as written; the closing brace stays unread. */
    JsonNode literal(Expression guarded) {
        int start = cursor.at();
        cursor.skipSpace();
        boolean structured = cursor.peek() == '{' || cursor.peek() == '[' || cursor.peek() == '"';
        int open = 0;
        while (open > 0 || cursor.peek() != '}') {
            char c = cursor.peek();
            if (cursor.done()) {
                throw cursor.missing("}");
            }
            if (c == '$' && cursor.peek(1) == '{') {
                throw ExpressionFault.malformed(
                        cursor.at(),
                        "a default is a literal; first(" + guarded.text() + ", ...) takes the next reference instead");
            }
            if (structured && c == '"') {
                cursor.skipQuoted();
                continue;
            }
            open += structured ? (c == '{' ? 1 : c == '}' ? -1 : 0) : 0;
            cursor.advance();
        }
        return value(cursor.from(start));
    }

    private static JsonNode value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            return Json.text(text);
        }
    }
}
