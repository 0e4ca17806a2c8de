package dev.dispatch.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and type checks the expression of a filter (RFC 9535, sections 2.3.5 and 2.4.3). */
final class FilterParser {

    private final PathCursor cursor;
    private final OperandParser operands;

    FilterParser(PathCursor cursor, PathParser paths) {
        this.cursor = cursor;
        this.operands = new OperandParser(cursor, paths);
    }

    /** Alternatives; the cursor stands behind the last one and the blanks after it afterwards. */
    LogicalExpression expression() {
        List<LogicalExpression> alternatives = new ArrayList<>();
        do {
            alternatives.add(conjunction());
        } while (cursor.take("||"));
        return alternatives.size() == 1 ? alternatives.getFirst() : new LogicalExpression.Or(alternatives);
    }

    private LogicalExpression conjunction() {
        List<LogicalExpression> conditions = new ArrayList<>();
        do {
            cursor.skipBlanks();
            conditions.add(condition());
            cursor.skipBlanks();
        } while (cursor.take("&&"));
        return conditions.size() == 1 ? conditions.getFirst() : new LogicalExpression.And(conditions);
    }

    private LogicalExpression condition() {
        if (cursor.take('!')) {
            cursor.skipBlanks();
            return new LogicalExpression.Not(cursor.peek() == '(' ? parentheses() : negatedTest());
        }
        if (cursor.peek() == '(') {
            return parentheses();
        }
        Operand left = operands.read();
        cursor.skipBlanks();
        ComparisonOperator operator = operator();
        if (operator == null) {
            return left.asTest(cursor);
        }
        ValueExpression value = left.asValue(cursor);
        cursor.skipBlanks();
        return new LogicalExpression.Comparison(value, operator, operands.read().asValue(cursor));
    }

    private LogicalExpression negatedTest() {
        LogicalExpression test = operands.read().asTest(cursor);
        int end = cursor.position();
        cursor.skipBlanks();
        int offset = cursor.position();
        if (operator() != null) {
            throw cursor.failure("'!' before a comparison needs parentheses: !(... == ...)", offset);
        }
        cursor.position(end);
        return test;
    }

    private LogicalExpression parentheses() {
        cursor.enter();
        cursor.next();
        LogicalExpression inner = expression();
        if (!cursor.take(')')) {
            throw cursor.expected("an operator or ')'");
        }
        cursor.leave();
        return inner;
    }

    private @Nullable ComparisonOperator operator() {
        boolean withEquals = cursor.peek(1) == '=';
        ComparisonOperator operator = switch (cursor.peek()) {
            case '=' -> withEquals ? ComparisonOperator.EQUAL : null;
            case '!' -> withEquals ? ComparisonOperator.NOT_EQUAL : null;
            case '<' -> withEquals ? ComparisonOperator.LESS_OR_EQUAL : ComparisonOperator.LESS;
            case '>' -> withEquals ? ComparisonOperator.GREATER_OR_EQUAL : ComparisonOperator.GREATER;
            default -> null;
        };
        if (operator == null && cursor.peek() == '=') {
            throw cursor.failure("equality is written '=='", cursor.position());
        }
        if (operator != null) {
            cursor.position(cursor.position() + (withEquals ? 2 : 1));
        }
        return operator;
    }
}
