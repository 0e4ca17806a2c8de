package dev.dispatch.schema;

import org.jspecify.annotations.Nullable;

/** The keywords of JSON Schema 2020-12 by what they must hold, and which of them this package evaluates itself. */
final class Keyword {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    enum Shape {
        SCHEMA,
        SCHEMAS,
        SCHEMA_MAP,
        DIALECT,
        REFERENCE,
        NAME,
        TEXT,
        PATTERN,
        FLAG,
        NUMBER,
        POSITIVE,
        COUNT,
        NAMES,
        NAMES_MAP,
        TYPE,
        VALUES,
        ANY,
        OLDER
    }

    private Keyword() {}

    /** The shape of a keyword's value, null for a word that is no keyword: it annotates. */
    static @Nullable Shape shape(String keyword) {
        return switch (keyword) {
            case "not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames" ->
                Shape.SCHEMA;
            case "unevaluatedItems", "unevaluatedProperties", "contentSchema" -> Shape.SCHEMA;
            case "allOf", "anyOf", "oneOf", "prefixItems" -> Shape.SCHEMAS;
            case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions" -> Shape.SCHEMA_MAP;
            case "$schema" -> Shape.DIALECT;
            case "$ref", "$dynamicRef" -> Shape.REFERENCE;
            case "$anchor", "$dynamicAnchor" -> Shape.NAME;
            case "$id", "$comment", "title", "description", "format", "contentEncoding", "contentMediaType" ->
                Shape.TEXT;
            case "pattern" -> Shape.PATTERN;
            case "uniqueItems", "deprecated", "readOnly", "writeOnly" -> Shape.FLAG;
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> Shape.NUMBER;
            case "multipleOf" -> Shape.POSITIVE;
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" -> Shape.COUNT;
            case "minContains", "maxContains" -> Shape.COUNT;
            case "required" -> Shape.NAMES;
            case "dependentRequired" -> Shape.NAMES_MAP;
            case "type" -> Shape.TYPE;
            case "enum", "examples" -> Shape.VALUES;
            case "const", "default" -> Shape.ANY;
            case "dependencies", "additionalItems", "$recursiveRef", "$recursiveAnchor" -> Shape.OLDER;
            default -> null;
        };
    }

    /** True for a keyword that applies its schemas to the same value, so that a circle of them never ends. */
    static boolean inPlace(String keyword) {
        return switch (keyword) {
            case "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas" -> true;
            default -> false;
        };
    }

    /** True for what {@link PlainSchema} leaves to the library. */
    static boolean needsLibrary(String keyword) {
        return switch (keyword) {
            case "contains", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties" -> true;
            case "$dynamicRef", "$dynamicAnchor", "$anchor" -> true;
            default -> false;
        };
    }

    static boolean isType(String name) {
        return switch (name) {
            case "string", "number", "integer", "boolean", "object", "array", "null" -> true;
            default -> false;
        };
    }
}
