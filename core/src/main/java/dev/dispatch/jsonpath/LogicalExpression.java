package dev.dispatch.jsonpath;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a filter asks of each child (RFC 9535, section 2.3.5). */
sealed interface LogicalExpression {

    boolean holds(JsonNode current, Evaluation evaluation);

    /** Holds where one operand does. */
    record Or(List<LogicalExpression> operands) implements LogicalExpression {

        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(JsonNode current, Evaluation evaluation) {
            for (LogicalExpression operand : operands) {
                if (operand.holds(current, evaluation)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Holds where all operands do. */
    record And(List<LogicalExpression> operands) implements LogicalExpression {

        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(JsonNode current, Evaluation evaluation) {
            for (LogicalExpression operand : operands) {
                if (!operand.holds(current, evaluation)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Holds where its operand does not. */
    record Not(LogicalExpression operand) implements LogicalExpression {

        @Override
        public boolean holds(JsonNode current, Evaluation evaluation) {
            return !operand.holds(current, evaluation);
        }
    }

    /** Holds where the query leads anywhere, to null included. */
    record Exists(Query query) implements LogicalExpression {

        @Override
        public boolean holds(JsonNode current, Evaluation evaluation) {
            evaluation.spend(1);
            return query.matches(current, evaluation);
        }
    }

    /** Compares two values, each possibly nothing (RFC 9535, section 2.3.5.2.2). */
    record Comparison(ValueExpression left, ComparisonOperator operator, ValueExpression right)
            implements LogicalExpression {

        @Override
        public boolean holds(JsonNode current, Evaluation evaluation) {
            evaluation.spend(1);
            return operator.holds(left.value(current, evaluation), right.value(current, evaluation), evaluation);
        }
    }

    /** The functions match (whole text) and search (anywhere in it) (RFC 9535, sections 2.4.6 and 2.4.7). */
    record RegexTest(ValueExpression text, RegexSource source, boolean whole) implements LogicalExpression {

        @Override
        public boolean holds(JsonNode current, Evaluation evaluation) {
            evaluation.spend(1);
            JsonNode subject = text.value(current, evaluation);
            InteroperableRegex regex = source.regex(current, evaluation);
            if (subject == null || !subject.isString() || regex == null) {
                return false;
            }
            String string = subject.stringValue();
            evaluation.spend(regex.cost(string));
            return whole ? regex.matches(string) : regex.findsIn(string);
        }
    }
}
