package dev.dispatch.jsonpath;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The six comparisons, all made of equality and less-than (RFC 9535, section 2.3.5.2.2). */
enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(@Nullable JsonNode left, @Nullable JsonNode right, Evaluation evaluation) {
        return switch (this) {
            case EQUAL -> ValueComparison.equal(left, right, evaluation);
            case NOT_EQUAL -> !ValueComparison.equal(left, right, evaluation);
            case LESS -> ValueComparison.less(left, right, evaluation);
            case LESS_OR_EQUAL ->
                ValueComparison.less(left, right, evaluation) || ValueComparison.equal(left, right, evaluation);
            case GREATER -> ValueComparison.less(right, left, evaluation);
            case GREATER_OR_EQUAL ->
                ValueComparison.less(right, left, evaluation) || ValueComparison.equal(left, right, evaluation);
        };
    }
}
