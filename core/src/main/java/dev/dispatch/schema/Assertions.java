package dev.dispatch.schema;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The keywords that look at one value and apply no further schema. */
final class Assertions {

    private static final int GREATEST_EXPONENT = 1_000;

    private final Map<String, LinearPattern> patterns;
    private final Unknowns unknowns;

    Assertions(Map<String, LinearPattern> patterns, Unknowns unknowns) {
        this.patterns = patterns;
        this.unknowns = unknowns;
    }

    void check(
            String keyword,
            JsonNode operand,
            JsonNode schema,
            JsonNode value,
            Pointer at,
            List<SchemaViolation> found) {
        switch (keyword) {
            case "required" -> required(operand, value, at, found);
            case "dependentRequired" -> dependentRequired(operand, value, at, found);
            default -> {
                if (!holds(keyword, operand, value)) {
                    found.add(Wording.of(keyword, operand, value, at));
                }
            }
        }
    }

    private boolean holds(String keyword, JsonNode operand, JsonNode value) {
        return switch (keyword) {
            case "type" -> type(operand, value);
            case "enum" -> unknowns.within(value) || anyEqual(operand, value);
            case "const" -> unknowns.within(value) || Json.equal(operand, value);
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                !value.isNumber() || number(keyword, operand.decimalValue(), value.decimalValue());
            case "minLength", "maxLength", "pattern", "format" ->
                !value.isString()
                        || unknowns.kind(value) != Placeholder.NONE
                        || text(keyword, operand, value.stringValue());
            case "minItems", "maxItems" -> !value.isArray() || size(keyword, operand, value);
            case "minProperties", "maxProperties" -> !value.isObject() || size(keyword, operand, value);
            case "uniqueItems" ->
                !operand.booleanValue() || !value.isArray() || unknowns.within(value) || unique(value);
            default -> true;
        };
    }

    private static boolean type(JsonNode operand, JsonNode value) {
        if (operand.isString()) {
            return isOf(operand.stringValue(), value);
        }
        for (JsonNode name : operand) {
            if (isOf(name.stringValue(), value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" -> Json.isInteger(value);
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> value.isNull();
        };
    }

    private static boolean anyEqual(JsonNode allowed, JsonNode value) {
        for (JsonNode candidate : allowed) {
            if (Json.equal(candidate, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean number(String keyword, BigDecimal limit, BigDecimal value) {
        return switch (keyword) {
            case "minimum" -> value.compareTo(limit) >= 0;
            case "maximum" -> value.compareTo(limit) <= 0;
            case "exclusiveMinimum" -> value.compareTo(limit) > 0;
            case "exclusiveMaximum" -> value.compareTo(limit) < 0;
            default -> isMultiple(value, limit);
        };
    }

    /** A division over a great distance of exponents would need a number of as many digits: such a value is refused. */
    private static boolean isMultiple(BigDecimal value, BigDecimal of) {
        if (Math.abs((long) value.scale() - of.scale()) > GREATEST_EXPONENT) {
            return value.signum() == 0;
        }
        return value.remainder(of).signum() == 0;
    }

    private boolean text(String keyword, JsonNode operand, String text) {
        return switch (keyword) {
            case "minLength" -> atLeast(operand, text.codePointCount(0, text.length()));
            case "maxLength" -> atMost(operand, text.codePointCount(0, text.length()));
            case "format" -> Formats.fits(operand.stringValue(), text);
            default -> {
                LinearPattern pattern = patterns.get(operand.stringValue());
                yield pattern == null || pattern.foundIn(text);
            }
        };
    }

    private boolean size(String keyword, JsonNode operand, JsonNode container) {
        return keyword.startsWith("min")
                ? atLeast(operand, container.size())
                : atMost(operand, container.size()) || unknowns.amongChildren(container);
    }

    private static boolean atLeast(JsonNode limit, int count) {
        return BigDecimal.valueOf(count).compareTo(limit.decimalValue()) >= 0;
    }

    private static boolean atMost(JsonNode limit, int count) {
        return BigDecimal.valueOf(count).compareTo(limit.decimalValue()) <= 0;
    }

    private static boolean unique(JsonNode array) {
        Set<String> seen = new HashSet<>();
        for (JsonNode element : array) {
            if (!seen.add(Json.canonical(element))) {
                return false;
            }
        }
        return true;
    }

    private static void required(JsonNode names, JsonNode value, Pointer at, List<SchemaViolation> found) {
        if (value.isObject()) {
            for (JsonNode name : names) {
                if (!value.has(name.stringValue())) {
                    found.add(Wording.missing(name.stringValue(), value, at));
                }
            }
        }
    }

    private static void dependentRequired(JsonNode operand, JsonNode value, Pointer at, List<SchemaViolation> found) {
        for (Map.Entry<String, JsonNode> entry : operand.properties()) {
            if (value.isObject() && value.has(entry.getKey())) {
                for (JsonNode name : entry.getValue()) {
                    if (!value.has(name.stringValue())) {
                        found.add(Wording.missingBeside(name.stringValue(), entry.getKey(), value, at));
                    }
                }
            }
        }
    }
}
