package dev.dispatch.schema;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks that each keyword holds what JSON Schema 2020-12 asks for (its meta-schema), subschemas left aside. Read here
 * and not through the meta-schema: that would have to be loaded at every start.
 */
final class KeywordShapes {

    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "object", "array", "null");

    private final Map<String, LinearPattern> patterns;
    private final List<SchemaViolation> found;

    KeywordShapes(Map<String, LinearPattern> patterns, List<SchemaViolation> found) {
        this.patterns = patterns;
        this.found = found;
    }

    void check(String keyword, Keyword.Shape shape, JsonNode operand, Pointer at) {
        switch (shape) {
            case SCHEMA -> want(operand.isObject() || operand.isBoolean(), keyword, "a schema", operand, at);
            case SCHEMAS -> want(filledArray(operand), keyword, "an array of at least one schema", operand, at);
            case SCHEMA_MAP -> schemaMap(keyword, operand, at);
            case DIALECT -> dialect(operand, at);
            case REFERENCE, TEXT -> want(operand.isString(), keyword, "a string", operand, at);
            case NAME -> want(isName(operand), keyword, "a name", operand, at);
            case PATTERN -> pattern(keyword, operand, at);
            case FLAG -> want(operand.isBoolean(), keyword, "a boolean", operand, at);
            case NUMBER -> want(operand.isNumber(), keyword, "a number", operand, at);
            case POSITIVE -> want(isAbove(operand, true), keyword, "a number greater than 0", operand, at);
            case COUNT ->
                want(
                        Json.isInteger(operand) && isAbove(operand, false),
                        keyword,
                        "an integer of at least 0",
                        operand,
                        at);
            case NAMES -> names(keyword, operand, at);
            case NAMES_MAP -> namesMap(keyword, operand, at);
            case TYPE -> type(keyword, operand, at);
            case VALUES -> want(operand.isArray(), keyword, "an array", operand, at);
            case ANY -> {}
            case OLDER ->
                found.add(SchemaViolation.of(
                        at, keyword, "is not in JSON Schema 2020-12" + instead(keyword) + ", and would be ignored"));
        }
    }

    private static String instead(String keyword) {
        return switch (keyword) {
            case "dependencies" -> " (write dependentRequired or dependentSchemas)";
            case "additionalItems" -> " (write prefixItems and items)";
            default -> " (write $dynamicRef and $dynamicAnchor)";
        };
    }

    private void schemaMap(String keyword, JsonNode operand, Pointer at) {
        want(operand.isObject(), keyword, "an object of schemas", operand, at);
        if (keyword.equals("patternProperties") && operand.isObject()) {
            for (String name : operand.propertyNames()) {
                compile(keyword, name, at.child(name));
            }
        }
    }

    private void dialect(JsonNode operand, Pointer at) {
        String name = operand.isString() ? operand.stringValue() : "";
        String plain = name.endsWith("#") ? name.substring(0, name.length() - 1) : name;
        if (!plain.equals(Keyword.DIALECT)) {
            found.add(new SchemaViolation(
                    at,
                    "$schema",
                    "must be " + Keyword.DIALECT + ", is " + Wording.show(operand),
                    Keyword.DIALECT,
                    Wording.show(operand),
                    List.of(Keyword.DIALECT)));
        }
    }

    private void pattern(String keyword, JsonNode operand, Pointer at) {
        want(operand.isString(), keyword, "a string", operand, at);
        if (operand.isString()) {
            compile(keyword, operand.stringValue(), at);
        }
    }

    private void compile(String keyword, String text, Pointer at) {
        if (patterns.containsKey(text)) {
            return;
        }
        switch (LinearPattern.compile(text)) {
            case LinearPattern.Compiled.Ok ok -> patterns.put(text, ok.pattern());
            case LinearPattern.Compiled.Unsupported no ->
                found.add(SchemaViolation.of(
                        at,
                        keyword,
                        "must be a regular expression of RE2: " + Wording.cut(no.reason()),
                        "a regular expression of RE2 (no look-around, no back references)",
                        Wording.cut(text)));
        }
    }

    private void names(String keyword, JsonNode operand, Pointer at) {
        want(isNames(operand), keyword, "an array of different strings", operand, at);
    }

    private void namesMap(String keyword, JsonNode operand, Pointer at) {
        want(operand.isObject(), keyword, "an object of arrays of names", operand, at);
        if (operand.isObject()) {
            operand.properties().forEach(entry -> names(keyword, entry.getValue(), at.child(entry.getKey())));
        }
    }

    private void type(String keyword, JsonNode operand, Pointer at) {
        boolean several = filledArray(operand) && isNames(operand);
        boolean right = several || operand.isString();
        for (JsonNode name : several ? operand : List.of(operand)) {
            right &= name.isString() && Keyword.isType(name.stringValue());
        }
        want(right, keyword, "one of " + String.join(", ", TYPES) + " or an array of them", operand, at);
    }

    private void want(boolean right, String keyword, String expected, @Nullable JsonNode operand, Pointer at) {
        if (!right) {
            String actual = operand == null ? "absent" : Wording.show(operand);
            found.add(SchemaViolation.of(at, keyword, "must be " + expected + ", is " + actual, expected, actual));
        }
    }

    private static boolean isNames(JsonNode operand) {
        Set<String> seen = new HashSet<>();
        if (!operand.isArray()) {
            return false;
        }
        for (JsonNode name : operand) {
            if (!name.isString() || !seen.add(name.stringValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean filledArray(JsonNode operand) {
        return operand.isArray() && !operand.isEmpty();
    }

    private static boolean isAbove(JsonNode operand, boolean zeroExcluded) {
        return operand.isNumber() && operand.decimalValue().signum() >= (zeroExcluded ? 1 : 0);
    }

    /** RFC: JSON Schema core, section 8.2.2: letters, digits, {@code - _ .}, not led by a digit. */
    private static boolean isName(JsonNode operand) {
        if (!operand.isString() || operand.stringValue().isEmpty()) {
            return false;
        }
        String name = operand.stringValue();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }
}
