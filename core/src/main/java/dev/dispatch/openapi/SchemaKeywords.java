package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Shown;
import dev.dispatch.schema.LinearPattern;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the keywords that hold no schemas over, where their values are what JSON Schema asks for. */
final class SchemaKeywords {

    private static final int MOST_VALUES = 5_000;
    private static final int MOST_DIGITS = 400;
    private static final int LONGEST_EXAMPLE = 200;

    private final Findings findings;
    private final Map<String, String> patterns = new HashMap<>();

    SchemaKeywords(Findings findings) {
        this.findings = findings;
    }

    /** What is no keyword, or holds nonsense, is listed. */
    void take(ObjectNode out, Located schema, String name, JsonNode value) {
        switch (name) {
            case "type" -> type(out, schema, value);
            case "format" -> format(out, schema, value);
            case "enum" -> values(out, schema, value);
            case "pattern" -> {
                if (value.isString() && isPattern(schema, value.stringValue())) {
                    out.set(name, value);
                } else if (!value.isString()) {
                    unusable(schema, name, "it must be a text");
                }
            }
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                bound(out, schema, name, value);
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                count(out, schema, name, value);
            case "minContains", "maxContains" -> count(out, schema, name, value);
            case "uniqueItems", "deprecated", "readOnly", "writeOnly" -> flag(out, schema, name, value);
            case "title", "contentEncoding", "contentMediaType" -> text(out, schema, name, value);
            case "const" -> out.set(name, value);
            case "default" -> byDefault(out, schema, value);
            case "example" -> example(out, value);
            case "examples" -> example(out, value.isArray() ? value.path(0) : Json.nothing());
            case "dependentRequired" -> dependentRequired(out, schema, value);
            case "xml", "externalDocs", "$comment", "$id", "$anchor", "$dynamicAnchor" -> {}
            case "$schema" -> dialect(schema, value);
            default -> unusable(schema, name, "JSON Schema 2020-12 has no such keyword");
        }
    }

    /** Lists a keyword that is left out. */
    void unusable(Located schema, String keyword, String why) {
        findings.add(
                schema.child(keyword).at(), "schema keyword '" + Shown.of(keyword) + "'", "it is left out: " + why);
    }

    /** Whether a check can use the regular expression; where not, it is listed. */
    boolean isPattern(Located at, String text) {
        String fault = patterns.computeIfAbsent(text, SchemaKeywords::fault);
        if (!fault.isEmpty()) {
            Pointer place = at.node().has(text)
                    ? at.child(text).at()
                    : at.child("pattern").at();
            findings.add(place, "regular expression", "it is left out: RE2 cannot read it: " + Shown.of(fault));
        }
        return fault.isEmpty();
    }

    private static String fault(String text) {
        return switch (LinearPattern.compile(text)) {
            case LinearPattern.Compiled.Ok _ -> "";
            case LinearPattern.Compiled.Unsupported(String reason) -> reason;
        };
    }

    private void type(ObjectNode out, Located schema, JsonNode value) {
        if (value.isString() && value.stringValue().equals("file")) {
            out.put("type", "string").put("format", "binary");
            return;
        }
        ArrayNode types = Json.array();
        Set<String> taken = new HashSet<>();
        for (JsonNode type : value.isArray() ? value : Json.array().add(value)) {
            if (!type.isString() || !isType(type.stringValue())) {
                unusable(schema, "type", "'" + Shown.of(Json.show(type)) + "' is no type");
                return;
            }
            if (taken.add(type.stringValue())) {
                types.add(type);
            }
        }
        if (types.size() == 1) {
            out.set("type", types.get(0));
        } else if (!types.isEmpty()) {
            out.set("type", types);
        } else {
            unusable(schema, "type", "it names no type");
        }
    }

    private static boolean isType(String name) {
        return switch (name) {
            case "string", "number", "integer", "boolean", "object", "array", "null" -> true;
            default -> false;
        };
    }

    private void format(ObjectNode out, Located schema, JsonNode value) {
        text(out, schema, "format", value);
        if (value.isString() && value.stringValue().equals("byte")) {
            out.put("contentEncoding", "base64");
        }
    }

    private void values(ObjectNode out, Located schema, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            unusable(schema, "enum", "it must be an array of at least one value");
        } else if (value.size() > MOST_VALUES) {
            unusable(schema, "enum", "it has " + value.size() + " values, more than " + MOST_VALUES);
        } else {
            out.set("enum", value);
        }
    }

    /** OpenAPI 3.0 says with a flag that the bound beside it is excluded. */
    private void bound(ObjectNode out, Located schema, String name, JsonNode value) {
        if (value.isBoolean() && name.startsWith("exclusive")) {
            String plain = name.equals("exclusiveMinimum") ? "minimum" : "maximum";
            JsonNode bound = schema.node().path(plain);
            if (value.booleanValue() && isNumber(bound)) {
                out.set(name, bound);
                out.remove(plain);
            }
            return;
        }
        boolean excluded = switch (name) {
            case "minimum" -> schema.says("exclusiveMinimum");
            case "maximum" -> schema.says("exclusiveMaximum");
            default -> false;
        };
        if (!isNumber(value)
                || (name.equals("multipleOf") && value.decimalValue().signum() <= 0)) {
            unusable(schema, name, "it must be a number of at most " + MOST_DIGITS + " digits");
        } else if (!excluded) {
            out.set(name, value);
        }
    }

    private static boolean isNumber(JsonNode value) {
        if (!value.isNumber()) {
            return false;
        }
        BigDecimal number = value.decimalValue();
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    private void count(ObjectNode out, Located schema, String name, JsonNode value) {
        if (isNumber(value) && Json.isInteger(value) && value.decimalValue().signum() >= 0) {
            out.set(name, value);
        } else {
            unusable(schema, name, "it must be an integer of at least 0");
        }
    }

    private void flag(ObjectNode out, Located schema, String name, JsonNode value) {
        if (!value.isBoolean()) {
            unusable(schema, name, "it must be true or false");
        } else if (value.booleanValue()) {
            out.set(name, value);
        }
    }

    private void text(ObjectNode out, Located schema, String name, JsonNode value) {
        if (value.isString()) {
            out.set(name, value);
        } else {
            unusable(schema, name, "it must be a text");
        }
    }

    /** A default is sent where nothing is given, so that one of another type would make every call wrong. */
    private void byDefault(ObjectNode out, Located schema, JsonNode value) {
        JsonNode type = schema.node().path("type");
        JsonNode values = schema.node().path("enum");
        boolean nothing = value.isNull() && schema.says("nullable");
        if (!nothing && (!fits(type, value) || !isAmong(values, value))) {
            unusable(schema, "default", "it does not fit the schema it stands in");
        } else {
            out.set("default", value);
        }
    }

    private static boolean fits(JsonNode type, JsonNode value) {
        String is = Json.typeOf(value);
        for (JsonNode one : type.isArray() ? type : Json.array().add(type)) {
            String wanted = one.asString("");
            if (!isType(wanted) || wanted.equals(is) || (wanted.equals("number") && value.isNumber())) {
                return true;
            }
        }
        return type.isMissingNode();
    }

    private static boolean isAmong(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (Json.equal(one, value)) {
                return true;
            }
        }
        return !values.isArray();
    }

    /** Only what helps at a glance: the examples of a document are often most of it. */
    private static void example(ObjectNode out, JsonNode value) {
        boolean brief = value.isString() ? value.stringValue().length() <= LONGEST_EXAMPLE : value.isNumber();
        if (brief && !out.has("examples")) {
            out.putArray("examples").add(value);
        }
    }

    private void dependentRequired(ObjectNode out, Located schema, JsonNode value) {
        for (JsonNode names : value.isObject() ? value : Json.array().add(value)) {
            Set<String> taken = new HashSet<>();
            for (JsonNode name : names.isArray() ? names : Json.array().addNull()) {
                if (!name.isString() || !taken.add(name.stringValue())) {
                    unusable(schema, "dependentRequired", "it must hold arrays of different names");
                    return;
                }
            }
        }
        out.set("dependentRequired", value);
    }

    private void dialect(Located schema, JsonNode value) {
        if (!value.asString("").startsWith("https://json-schema.org/draft/2020-12/schema")
                && !value.asString("").startsWith("https://spec.openapis.org/oas/3.1/")) {
            unusable(schema, "$schema", "it is read as JSON Schema 2020-12");
        }
    }
}
