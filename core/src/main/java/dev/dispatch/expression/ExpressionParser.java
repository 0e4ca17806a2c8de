package dev.dispatch.expression;

import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;

/** Reads one expression by recursive descent, in one pass over its characters. */
final class ExpressionParser {

    private static final int MOST_NESTING = 32;
    private static final int MOST_CHARACTERS = 65_536;

    private final Cursor cursor;
    private final Roots roots;

    ExpressionParser(Cursor cursor, Roots roots) {
        this.cursor = cursor;
        this.roots = roots;
    }

    /**
     * Reads from behind the opening brace to behind the closing one.
     *
     * @throws ExpressionFault at the first fault
     */
    Expression expression() {
        int start = cursor.at();
        cursor.skipSpace();
        Expression inner = primary(0);
        cursor.skipSpace();
        Expression whole = inner;
        if (cursor.take(":-")) {
            whole = new Expression.WithDefault(inner.offset(), inner, new DefaultParser(cursor).literal(inner));
        } else if (cursor.take("?")) {
            whole = new Expression.IfPresent(inner.offset(), inner);
            cursor.skipSpace();
        }
        cursor.expect("}");
        if (cursor.at() - start > MOST_CHARACTERS) {
            throw ExpressionFault.malformed(start, "the expression is longer than " + MOST_CHARACTERS + " characters");
        }
        return whole;
    }

    /** A reference that is the whole text. */
    Expression.Reference onlyReference() {
        int start = cursor.at();
        String name = cursor.name();
        Expression.Reference reference = new ReferenceParser(cursor, roots).reference(start, name);
        if (!cursor.done()) {
            throw cursor.missing("the end of the path");
        }
        return reference;
    }

    private Expression primary(int depth) {
        int start = cursor.at();
        if (depth > MOST_NESTING) {
            throw ExpressionFault.malformed(start, "calls nest deeper than " + MOST_NESTING);
        }
        String name = cursor.name();
        if (name.isEmpty()) {
            throw notAnExpression();
        }
        return cursor.take("(") ? call(start, name, depth) : new ReferenceParser(cursor, roots).reference(start, name);
    }

    private ExpressionFault notAnExpression() {
        if (cursor.peek() == '$' && cursor.peek(1) == '{') {
            return ExpressionFault.malformed(
                    cursor.at(), "inside an expression names stand without a ${} of their own");
        }
        return cursor.missing("a reference such as input.name or a call such as uuid()");
    }

    private Expression call(int start, String name, int depth) {
        Function function = Function.named(name).orElseThrow(() -> unknownFunction(start, name));
        if (function == Function.JSONPATH) {
            return jsonPath(start, depth);
        }
        List<Expression> arguments = arguments(depth);
        if (!function.takes(arguments.size())) {
            throw ExpressionFault.invalid(
                    start,
                    name + " takes " + function.arity() + ", found " + arguments.size(),
                    function.arity(),
                    String.valueOf(arguments.size()));
        }
        return new Expression.Call(start, function, arguments);
    }

    private ExpressionFault unknownFunction(int start, String name) {
        List<String> near = NearNames.of(name, Function.names());
        return ExpressionFault.unknown(
                start,
                "there is no function '" + name + "'",
                "one of " + String.join(", ", Function.names()),
                name,
                near,
                near.size() == 1 ? cursor.replaced(start, start + name.length(), near.getFirst()) : null);
    }

    private List<Expression> arguments(int depth) {
        List<Expression> arguments = new ArrayList<>();
        cursor.skipSpace();
        if (cursor.take(")")) {
            return arguments;
        }
        while (true) {
            cursor.skipSpace();
            arguments.add(argument(depth));
            cursor.skipSpace();
            if (cursor.take(")")) {
                return arguments;
            }
            if (cursor.peek() == ':' || cursor.peek() == '?') {
                throw ExpressionFault.malformed(
                        cursor.at(), "a default or ? stands at the end of the whole expression, not inside a call");
            }
            if (!cursor.take(",")) {
                throw cursor.missing(", or )");
            }
        }
    }

    private Expression argument(int depth) {
        LiteralParser literals = new LiteralParser(cursor);
        return literals.ahead() ? literals.literal() : primary(depth + 1);
    }

    private Expression jsonPath(int start, int depth) {
        cursor.skipSpace();
        Expression source = source(depth);
        cursor.skipSpace();
        cursor.expect(",");
        cursor.skipSpace();
        int pathStart = cursor.at();
        String text = pathText();
        cursor.expect(")");
        return new Expression.JsonPathCall(start, source, path(pathStart, text));
    }

    /** {@code step:<id>} is that step's response; everything else is a reference or a call. */
    private Expression source(int depth) {
        int start = cursor.at();
        if (!cursor.take("step:") && !cursor.take("steps:")) {
            return primary(depth + 1);
        }
        ReferenceParser parser = new ReferenceParser(cursor, roots);
        String id = cursor.name();
        if (id.isEmpty()) {
            throw cursor.missing("the id of a step");
        }
        List<Segment> segments = List.of(new Segment.Name(id), new Segment.Name("response"));
        return parser.checked(new Expression.Reference(start, "step", segments));
    }

    /** Up to the matching parenthesis; parentheses inside quotes do not count. */
    private String pathText() {
        int start = cursor.at();
        int open = 0;
        while (open > 0 || cursor.peek() != ')') {
            if (cursor.done()) {
                throw cursor.missing(")");
            }
            char c = cursor.peek();
            if (c == '\'' || c == '"') {
                cursor.skipQuoted();
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            cursor.advance();
        }
        return cursor.from(start).strip();
    }

    private JsonPath path(int start, String text) {
        try {
            return JsonPath.parse(text);
        } catch (JsonPathSyntaxException e) {
            throw new ExpressionFault(
                    IssueCode.INVALID_JSONPATH,
                    start + e.offset(),
                    "not a JSONPath (RFC 9535): " + e.getMessage(),
                    "a JSONPath such as $.status",
                    text,
                    e.suggestion().map(List::of).orElse(List.of()),
                    e.suggestion()
                            .map(path -> cursor.replaced(start, start + text.length(), path))
                            .orElse(null));
        }
    }
}
