package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Compares what a path yielded with a rule's value; never fails, a comparison that makes no sense does not hold. */
final class Comparison {

    private final Operator operator;
    private final Operand operand;

    /** @param operand without open expressions, fit for the operator */
    Comparison(Operator operator, Operand operand) {
        this.operator = operator;
        this.operand = operand;
    }

    /** Of nothing only {@code not_exists} holds. */
    boolean holds(Optional<JsonNode> yielded) {
        if (yielded.isEmpty()) {
            return operator == Operator.NOT_EXISTS;
        }
        JsonNode actual = yielded.get();
        return switch (operand) {
            case Operand.Nothing _ -> exists(actual) == (operator == Operator.EXISTS);
            case Operand.Known(JsonNode expected) -> holds(actual, expected);
            case Operand.Regex regex -> actual.isString() && regex.pattern().foundIn(actual.stringValue());
            case Operand.Schema schema -> schema.schema().validate(actual).isEmpty();
            case Operand.Open _ -> throw new IllegalStateException("the value is not evaluated");
        };
    }

    private static boolean exists(JsonNode actual) {
        return !actual.isNull() && !(actual.isArray() && actual.isEmpty());
    }

    private boolean holds(JsonNode actual, JsonNode expected) {
        return switch (operator) {
            case EQ -> Json.equal(actual, expected);
            case NEQ -> !Json.equal(actual, expected);
            case GT, GTE, LT, LTE -> inOrder(actual, expected);
            case IN -> hasElement(expected, actual);
            case NOT_IN -> !hasElement(expected, actual);
            case CONTAINS -> contains(actual, expected);
            case NOT_CONTAINS -> !contains(actual, expected);
            case STARTS_WITH -> actual.isString() && actual.stringValue().startsWith(expected.stringValue());
            case ENDS_WITH -> actual.isString() && actual.stringValue().endsWith(expected.stringValue());
            case TYPE -> hasType(actual, expected.stringValue());
            case LENGTH_EQ, LENGTH_GTE, LENGTH_LTE -> hasLength(actual, expected);
            case EXISTS, NOT_EXISTS, REGEX, SCHEMA -> throw new IllegalStateException(operator.text());
        };
    }

    private boolean inOrder(JsonNode actual, JsonNode expected) {
        if (!actual.isNumber() || !expected.isNumber()) {
            return false;
        }
        int order = actual.decimalValue().compareTo(expected.decimalValue());
        return switch (operator) {
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }

    /** A text contains a part, an array an equal element, an object a member of that name; nothing else contains. */
    private static boolean contains(JsonNode actual, JsonNode expected) {
        if (actual.isString()) {
            return expected.isString() && actual.stringValue().contains(expected.stringValue());
        }
        if (actual.isObject()) {
            return expected.isString() && actual.has(expected.stringValue());
        }
        return actual.isArray() && hasElement(actual, expected);
    }

    private static boolean hasElement(JsonNode array, JsonNode wanted) {
        for (JsonNode element : array) {
            if (Json.equal(element, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasType(JsonNode actual, String type) {
        String found = Json.typeOf(actual);
        return found.equals(type) || (found.equals("integer") && type.equals("number"));
    }

    private boolean hasLength(JsonNode actual, JsonNode expected) {
        OptionalInt length = length(actual);
        if (length.isEmpty()) {
            return false;
        }
        int order = BigDecimal.valueOf(length.getAsInt()).compareTo(expected.decimalValue());
        return switch (operator) {
            case LENGTH_EQ -> order == 0;
            case LENGTH_GTE -> order >= 0;
            default -> order <= 0;
        };
    }

    /** Characters of a text (code points), elements of an array, members of an object. */
    private static OptionalInt length(JsonNode actual) {
        if (actual.isString()) {
            String text = actual.stringValue();
            return OptionalInt.of(text.codePointCount(0, text.length()));
        }
        return actual.isContainer() ? OptionalInt.of(actual.size()) : OptionalInt.empty();
    }
}
