package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The functions over an array. */
final class ArrayFunctions {

    /** Beyond this many places before or after the point exact sums would fill the memory. */
    private static final int MOST_PLACES = 1_000;

    private final Expression.Call call;

    ArrayFunctions(Expression.Call call) {
        this.call = call;
    }

    Result apply(JsonNode argument) {
        if (!argument.isArray()) {
            return new Result.Fault(call.text() + " needs an array: "
                    + Paths.describe(call.arguments().getFirst().text(), argument));
        }
        return switch (call.function()) {
            case COUNT -> new Result.Value(JsonNodeFactory.instance.numberNode(argument.size()));
            case FLATTEN -> new Result.Value(flatten(argument));
            default -> overNumbers(argument);
        };
    }

    /** Elements that are arrays are replaced by their own elements, one level deep. */
    private static JsonNode flatten(JsonNode array) {
        ArrayNode flat = Json.array();
        for (JsonNode element : array) {
            if (element.isArray()) {
                element.forEach(flat::add);
            } else {
                flat.add(element);
            }
        }
        return flat;
    }

    private Result overNumbers(JsonNode array) {
        int index = 0;
        for (JsonNode element : array) {
            if (!element.isNumber()) {
                return new Result.Fault(call.text() + " needs numbers: element " + index + " is "
                        + Excerpt.of(element, Excerpt.SHORT).text());
            }
            BigDecimal value = element.decimalValue();
            if (Math.abs((long) value.scale()) > MOST_PLACES) {
                return new Result.Fault(
                        call.text() + ": element " + index + " has more than " + MOST_PLACES + " places");
            }
            index++;
        }
        if (call.function() == Function.SUM) {
            return new Result.Value(sum(array));
        }
        return array.isEmpty()
                ? Result.missing(call, call.arguments().getFirst().text() + " is an empty array")
                : new Result.Value(extreme(array, call.function() == Function.MIN));
    }

    private static JsonNode sum(JsonNode array) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode element : array) {
            sum = sum.add(element.decimalValue());
        }
        return Numbers.of(sum);
    }

    private static JsonNode extreme(JsonNode array, boolean least) {
        JsonNode best = array.get(0);
        for (JsonNode element : array) {
            int order = element.decimalValue().compareTo(best.decimalValue());
            if (least ? order < 0 : order > 0) {
                best = element;
            }
        }
        return best;
    }
}
