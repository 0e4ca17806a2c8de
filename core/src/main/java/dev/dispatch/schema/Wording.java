package dev.dispatch.schema;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The words for each way a value can miss its schema; the same whichever evaluator found it. */
final class Wording {

    private static final int LONGEST_SHOWN = 80;

    private Wording() {}

    /** A failed keyword that looks at one value. */
    static SchemaViolation of(String keyword, JsonNode operand, JsonNode value, Pointer at) {
        return switch (keyword) {
            case "type" -> type(operand, value, at);
            case "enum" -> oneOf(operand, value, at);
            case "const" -> must(keyword, show(operand), value, at);
            case "minimum" -> must(keyword, "at least " + Json.show(operand), value, at);
            case "maximum" -> must(keyword, "at most " + Json.show(operand), value, at);
            case "exclusiveMinimum" -> must(keyword, "greater than " + Json.show(operand), value, at);
            case "exclusiveMaximum" -> must(keyword, "less than " + Json.show(operand), value, at);
            case "multipleOf" -> must(keyword, "a multiple of " + Json.show(operand), value, at);
            case "format" -> must(keyword, format(operand), value, at);
            case "pattern" -> pattern(operand, value, at);
            case "minLength" -> count(keyword, "at least ", operand, "character", length(value), at);
            case "maxLength" -> count(keyword, "at most ", operand, "character", length(value), at);
            case "minItems" -> count(keyword, "at least ", operand, "item", value.size(), at);
            case "maxItems" -> count(keyword, "at most ", operand, "item", value.size(), at);
            case "minProperties" -> count(keyword, "at least ", operand, "member", value.size(), at);
            case "maxProperties" -> count(keyword, "at most ", operand, "member", value.size(), at);
            case "uniqueItems" -> SchemaViolation.of(at, keyword, "must not hold the same item twice");
            case "not" -> SchemaViolation.of(at, keyword, "must not fit the schema under not, is " + show(value));
            case "contains", "minContains" -> SchemaViolation.of(at, keyword, "must hold more items that fit contains");
            case "maxContains" -> SchemaViolation.of(at, keyword, "must hold fewer items that fit contains");
            default -> SchemaViolation.of(at, keyword, "does not fit " + keyword + ", is " + show(value));
        };
    }

    /** A value where the schema is false: none fits. */
    static SchemaViolation forbidden(Pointer at) {
        return SchemaViolation.of(at, "false", "is not allowed here");
    }

    static SchemaViolation missing(String name, JsonNode object, Pointer at) {
        return SchemaViolation.of(at, "required", "must have the member '" + cut(name) + "'", cut(name), show(object));
    }

    static SchemaViolation missingBeside(String name, String beside, JsonNode object, Pointer at) {
        return SchemaViolation.of(
                at,
                "dependentRequired",
                "must have the member '" + cut(name) + "' because it has '" + cut(beside) + "'",
                cut(name),
                show(object));
    }

    /** A member that the schema does not know; near names that are not taken yet are suggested. */
    static SchemaViolation unknown(String keyword, String name, JsonNode object, Collection<String> known, Pointer at) {
        List<String> free =
                known.stream().filter(candidate -> !object.has(candidate)).toList();
        List<String> near = NearNames.of(name, free);
        String expected = known.isEmpty() ? "no member of this name" : "one of " + cut(String.join(", ", known));
        return new SchemaViolation(at.child(name), keyword, "is not a known member", expected, cut(name), near);
    }

    static SchemaViolation extraItem(String keyword, int index, Pointer at) {
        return SchemaViolation.of(at.child(index), keyword, "is one item too many");
    }

    static SchemaViolation name(String name, SchemaViolation why, Pointer at) {
        return SchemaViolation.of(
                at.child(name),
                "propertyNames",
                "is not an allowed name: it " + why.message(),
                "another name",
                cut(name));
    }

    static SchemaViolation limits(String message) {
        return SchemaViolation.of(Pointer.ROOT, "limits", message);
    }

    /** A value as it stands in a message: at most 80 characters, containers by what they hold. */
    static String show(JsonNode value) {
        return switch (Json.typeOf(value)) {
            case "string" -> "string " + quoted(value.stringValue());
            case "object" -> members(value);
            case "array" -> "array of " + counted(value.size(), "item");
            case "null" -> "null";
            default -> Json.typeOf(value) + " " + cut(Json.show(value));
        };
    }

    static String cut(String text) {
        return cut(text, LONGEST_SHOWN);
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    static String quoted(String text) {
        return Json.compact(Json.text(cut(text)));
    }

    private static String members(JsonNode object) {
        if (object.isEmpty()) {
            return "object without members";
        }
        List<String> names = new ArrayList<>();
        for (String name : object.propertyNames()) {
            names.add(name);
            if (names.size() == 20) {
                break;
            }
        }
        return cut("object with " + String.join(", ", names));
    }

    private static SchemaViolation must(String keyword, String expected, JsonNode value, Pointer at) {
        return SchemaViolation.of(at, keyword, "must be " + expected + ", is " + show(value), expected, show(value));
    }

    private static SchemaViolation type(JsonNode operand, JsonNode value, Pointer at) {
        List<String> types = operand.isArray()
                ? operand.valueStream().map(JsonNode::stringValue).toList()
                : List.of(operand.stringValue());
        return type(types, value, at);
    }

    static SchemaViolation type(List<String> types, JsonNode value, Pointer at) {
        String expected = String.join(" or ", types);
        List<String> meant = new ArrayList<>();
        if (value.isString()) {
            JsonNode read = TextReading.of(value.stringValue(), types);
            if (!read.isString()) {
                meant.add(cut(Json.compact(read)));
            }
        }
        return new SchemaViolation(
                at, "type", "must be " + expected + ", is " + show(value), expected, show(value), meant);
    }

    private static SchemaViolation oneOf(JsonNode allowed, JsonNode value, Pointer at) {
        List<String> shown = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (JsonNode candidate : allowed) {
            if (shown.size() < 20) {
                shown.add(candidate.isContainer() ? show(candidate) : cut(Json.compact(candidate)));
            }
            if (candidate.isString()) {
                texts.add(candidate.stringValue());
            }
        }
        String expected = "one of " + cut(String.join(", ", shown));
        List<String> near = value.isString() ? NearNames.of(value.stringValue(), texts) : List.of();
        return new SchemaViolation(
                at, "enum", "must be " + expected + ", is " + show(value), expected, show(value), near);
    }

    private static String format(JsonNode operand) {
        String phrase = Formats.phrase(operand.stringValue());
        return phrase == null ? "of the format " + cut(operand.stringValue()) : phrase;
    }

    private static SchemaViolation pattern(JsonNode operand, JsonNode value, Pointer at) {
        String expected = "text that matches " + cut(operand.stringValue());
        return must("pattern", expected, value, at);
    }

    private static SchemaViolation count(
            String keyword, String bound, JsonNode limit, String what, int actual, Pointer at) {
        String one = Json.show(limit).equals("1") ? what : what + "s";
        String expected = bound + Json.show(limit) + " " + one;
        return SchemaViolation.of(
                at, keyword, "must have " + expected + ", has " + actual, expected, counted(actual, what));
    }

    private static int length(JsonNode value) {
        String text = value.stringValue();
        return text.codePointCount(0, text.length());
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
