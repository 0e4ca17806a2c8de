package dev.dispatch.jsonpath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads literals, paths and function calls inside a filter (RFC 9535, sections 2.3.5 and 2.4). */
final class OperandParser {

    private static final int MAX_EXPONENT_DIGITS = 9;

    private final PathCursor cursor;
    private final PathParser paths;

    OperandParser(PathCursor cursor, PathParser paths) {
        this.cursor = cursor;
        this.paths = paths;
    }

    Operand read() {
        int start = cursor.position();
        int c = cursor.peek();
        if (c == '@' || c == '$') {
            return Operand.query(start, paths.query());
        }
        if (c == '\'' || c == '"') {
            return literal(start, JsonNodeFactory.instance.stringNode(new StringLiteral(cursor).read()));
        }
        if (c == '-' || PathCursor.isDigit(c)) {
            return literal(start, number());
        }
        if (c >= 'a' && c <= 'z') {
            return word(start);
        }
        throw cursor.expected("a path ('@' or '$'), a literal or a function");
    }

    private static Operand literal(int offset, JsonNode value) {
        return Operand.value(offset, new ValueExpression.Literal(value));
    }

    private JsonNode number() {
        int start = cursor.position();
        cursor.take('-');
        int first = cursor.peek();
        int digits = digits();
        if (first == '0' && digits > 1) {
            throw cursor.failure("a number has no leading zero", start);
        }
        boolean integer = true;
        if (cursor.take('.')) {
            integer = false;
            digits();
        }
        int exponentDigits = 0;
        if (cursor.take('e') || cursor.take('E')) {
            integer = false;
            if (!cursor.take('-')) {
                cursor.take('+');
            }
            exponentDigits = digits();
        }
        if (exponentDigits > MAX_EXPONENT_DIGITS) {
            throw cursor.failure("the exponent of this number is too large", start);
        }
        String text = cursor.since(start);
        return integer && text.length() <= 18
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }

    private int digits() {
        int start = cursor.position();
        while (PathCursor.isDigit(cursor.peek())) {
            cursor.next();
        }
        if (cursor.position() == start) {
            throw cursor.expected("a digit");
        }
        return cursor.position() - start;
    }

    private Operand word(int start) {
        int c = cursor.peek();
        while ((c >= 'a' && c <= 'z') || c == '_' || PathCursor.isDigit(c)) {
            cursor.next();
            c = cursor.peek();
        }
        String word = cursor.since(start);
        if (c == '(') {
            return call(start, word);
        }
        return switch (word) {
            case "true" -> literal(start, JsonNodeFactory.instance.booleanNode(true));
            case "false" -> literal(start, JsonNodeFactory.instance.booleanNode(false));
            case "null" -> literal(start, JsonNodeFactory.instance.nullNode());
            default ->
                throw cursor.failure(
                        "expected a path ('@' or '$'), a literal or a function; strings are quoted", start);
        };
    }

    private Operand call(int start, String name) {
        int wanted = switch (name) {
            case "length", "count", "value" -> 1;
            case "match", "search" -> 2;
            default ->
                throw cursor.failure(
                        "no function of this name; there are length, count, value, match and search", start);
        };
        cursor.enter();
        List<Operand> arguments = arguments();
        cursor.leave();
        if (arguments.size() != wanted) {
            throw cursor.failure(
                    name + "() takes " + (wanted == 1 ? "one argument" : "two arguments") + ", not " + arguments.size(),
                    start);
        }
        Operand first = arguments.getFirst();
        return switch (name) {
            case "length" -> Operand.value(start, new ValueExpression.Length(first.asValue(cursor)));
            case "count" -> Operand.value(start, new ValueExpression.Count(first.asQuery(cursor)));
            case "value" -> Operand.value(start, new ValueExpression.OnlyValue(first.asQuery(cursor)));
            default -> regexTest(start, first, arguments.getLast(), name.equals("match"));
        };
    }

    /** No function here takes a condition, so an argument is a literal, a path or another call. */
    private List<Operand> arguments() {
        cursor.next();
        List<Operand> arguments = new ArrayList<>();
        cursor.skipBlanks();
        if (cursor.take(')')) {
            return arguments;
        }
        do {
            cursor.skipBlanks();
            arguments.add(read());
            cursor.skipBlanks();
        } while (cursor.take(','));
        if (!cursor.take(')')) {
            throw cursor.expected("',' or ')'");
        }
        return arguments;
    }

    private Operand regexTest(int start, Operand text, Operand pattern, boolean whole) {
        ValueExpression subject = text.asValue(cursor);
        ValueExpression source = pattern.asValue(cursor);
        return Operand.test(start, new LogicalExpression.RegexTest(subject, source(source, pattern.offset()), whole));
    }

    private RegexSource source(ValueExpression pattern, int offset) {
        if (!(pattern instanceof ValueExpression.Literal(JsonNode literal)) || !literal.isString()) {
            return new RegexSource.Computed(pattern);
        }
        try {
            return new RegexSource.Written(InteroperableRegex.compile(literal.stringValue()));
        } catch (JsonPathLimitException tooLarge) {
            throw cursor.failure(String.valueOf(tooLarge.getMessage()), offset);
        }
    }
}
