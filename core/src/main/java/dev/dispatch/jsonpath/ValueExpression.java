package dev.dispatch.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A single value inside a filter: ValueType of RFC 9535, section 2.4.1. */
sealed interface ValueExpression {

    /** The value, null for RFC 9535's Nothing. */
    @Nullable
    JsonNode value(JsonNode current, Evaluation evaluation);

    /** A string, number, true, false or null written in the path. */
    record Literal(JsonNode literal) implements ValueExpression {

        @Override
        public JsonNode value(JsonNode current, Evaluation evaluation) {
            return literal;
        }
    }

    /** The value a singular query leads to. */
    record AtPath(Query.Singular query) implements ValueExpression {

        @Override
        public @Nullable JsonNode value(JsonNode current, Evaluation evaluation) {
            return query.value(current, evaluation);
        }
    }

    /** The function length: code points, elements or members (RFC 9535, section 2.4.4). */
    record Length(ValueExpression argument) implements ValueExpression {

        @Override
        public @Nullable JsonNode value(JsonNode current, Evaluation evaluation) {
            JsonNode value = argument.value(current, evaluation);
            if (value == null) {
                return null;
            }
            if (value.isContainer()) {
                return JsonNodeFactory.instance.numberNode(value.size());
            }
            if (!value.isString()) {
                return null;
            }
            String string = value.stringValue();
            evaluation.spend(string.length() >> 4);
            return JsonNodeFactory.instance.numberNode(string.codePointCount(0, string.length()));
        }
    }

    /** The function count: how many places a query leads to (RFC 9535, section 2.4.5). */
    record Count(Query query) implements ValueExpression {

        @Override
        public JsonNode value(JsonNode current, Evaluation evaluation) {
            return JsonNodeFactory.instance.numberNode(
                    query.places(current, evaluation).size());
        }
    }

    /** The function value: what a query leads to where it is exactly one value (RFC 9535, section 2.4.8). */
    record OnlyValue(Query query) implements ValueExpression {

        @Override
        public @Nullable JsonNode value(JsonNode current, Evaluation evaluation) {
            List<Place> places = query.places(current, evaluation);
            return places.size() == 1 ? places.getFirst().value() : null;
        }
    }
}
