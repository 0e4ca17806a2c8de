package dev.dispatch.fuzz;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.module.VersionRange;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.time.Durations;
import dev.dispatch.time.MeantDuration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** JSON and the small languages that documents are written in; paths and templates stand in {@link ExpressionTargets}. */
final class LanguageTargets {

    static final JsonNode DOCUMENT = Json.parse("""
            {"status": 200, "body": {"id": 7, "name": "Ada \\uD83D\\uDE00", "tags": ["a", "b", "a"], "price": 1e400,
             "items": [{"a": 1, "b": {"c": [1, 2.0, null]}}, {"a": "1"}, {"a": [[[]]]}], "": {"'": 1, "a.b": true}},
             "headers": {"content-type": "text/plain"}, "big": 123456789012345678901234567890, "huge": [1e999999999, -1e-999999999], "none": null}""");

    private LanguageTargets() {}

    static List<FuzzTarget> all() {
        return List.of(json(), schema(), duration(), version());
    }

    private static FuzzTarget json() {
        List<String> corpus =
                List.of(Json.pretty(DOCUMENT), "[1, -0.5e+10, \"\\u00e9\", {}, [], true, null]", "\uFEFF{}");
        List<String> words =
                List.of("{", "}", "[", "]", ",", ":", "\"", "\"a\":", "true", "nul", "//", "/*", "'", "\\u12", "1.");
        return FuzzTarget.ofTexts("json", 40, corpus, words, text -> {
            try {
                JsonSource source = JsonSource.read(text);
                JsonNode root = source.root();
                check(Json.equal(root, Json.parse(Json.pretty(root))), "what was written reads otherwise");
                Json.hash(root);
                Extent.BRIEF.value(root, "file");
                Json.show(root);
                Json.merge(root, DOCUMENT);
            } catch (JsonSyntaxException e) {
                check(e.position().line() > 0 && e.position().column() > 0, "a fault without a place");
                throw new Refused();
            }
        });
    }

    private static FuzzTarget schema() {
        List<String> corpus = List.of("""
                {"type": "object", "properties": {"body": {"$ref": "#/$defs/b"}, "status": {"enum": [200, 201]}},
                 "required": ["body"], "additionalProperties": false, "$defs": {"b": {"type": ["object", "null"],
                 "patternProperties": {"^[a-z]+$": {"$ref": "#/$defs/b"}}, "minProperties": 1}}}""", """
                {"allOf": [{"type": "object"}, {"not": {"required": ["x"]}}], "if": {"properties": {"status": {"const": 200}}},
                 "then": {"properties": {"big": {"type": "integer", "multipleOf": 0.01, "maximum": 1e400}}},
                 "else": false, "unevaluatedProperties": {"type": "string", "format": "date-time", "pattern": "(a|b)*c"}}""", """
                {"oneOf": [{"prefixItems": [{"type": "string"}], "contains": {"const": 1}, "minContains": 2},
                 {"$dynamicRef": "#node"}], "$anchor": "a", "$dynamicAnchor": "node", "dependentSchemas": {"a": true},
                 "default": {"a": 1}, "uniqueItems": true, "propertyNames": {"maxLength": 3}}""");
        List<String> words = List.of(
                "$ref",
                "#",
                "#/$defs/b",
                "#/allOf/0",
                "#node",
                "$id",
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "http://json-schema.org/draft-07/schema#",
                "type",
                "items",
                "anyOf",
                "oneOf",
                "not",
                "pattern",
                "format",
                "uri",
                "date",
                "ipv6",
                "regex",
                "minimum",
                "multipleOf",
                "enum",
                "const",
                "additionalProperties",
                "definitions",
                "(?=a)",
                "a{1000}{1000}",
                "\\p{L}",
                "nullable",
                "string",
                "object");
        return FuzzTarget.ofTexts(
                "schema",
                50,
                corpus,
                words,
                text -> json(text, node -> {
                    if (JsonSchema.compile(node) instanceof JsonSchema.Compiled.Ok(JsonSchema schema)) {
                        schema.validate(DOCUMENT);
                        schema.validate(node);
                        schema.withDefaults(Json.object());
                        schema.fromText("status", "1e400");
                        schema.describe();
                    } else {
                        throw new Refused();
                    }
                }));
    }

    private static FuzzTarget duration() {
        List<String> corpus = List.of("5s", "1h30m", "250ms", "+10m", "1.5 s", "2 hours", "PT1M", "0s", "90 days");
        List<String> words = List.of("ms", "s", "m", "h", "d", " ", ".", "minutes", "P", "T", "-");
        return FuzzTarget.ofTexts("duration", 80, corpus, words, text -> {
            Durations.parse(text)
                    .ifPresent(found ->
                            check(Instant.EPOCH.plus(found).isAfter(Instant.EPOCH.minusNanos(1)), "it is negative"));
            Durations.parse(text).ifPresent(Durations::show);
            for (String meant : MeantDuration.of(text)) {
                check(Durations.parse(meant).isPresent(), "a suggestion that cannot be read: " + meant);
            }
            if (Durations.parse(text).isEmpty()) {
                throw new Refused();
            }
        });
    }

    private static FuzzTarget version() {
        List<String> corpus =
                List.of("1.2.3", "^1.0.0", ">=1.2.0 <2.0.0 || ~3.1", "1.x", "*", "1.0.0-rc.1+build.5", "1.2 - 2.3");
        List<String> words = List.of("^", "~", ">=", "<", "||", " - ", ".", "x", "-", "+", "1", "latest");
        return FuzzTarget.ofTexts("version", 60, corpus, words, text -> {
            if (VersionRange.isVersion(text)) {
                check(VersionRange.compare(text, text) == 0, "a version is not equal to itself");
                VersionRange.compare(text, "1.2.3");
            }
            VersionRange.parse(text).orElseThrow(Refused::new).contains("1.2.3");
        });
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** For documents that are read elsewhere: what is no JSON comes no further. */
    static void json(String text, Consumer<JsonNode> feed) {
        JsonNode node;
        try {
            node = Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new Refused();
        }
        feed.accept(node);
    }
}
