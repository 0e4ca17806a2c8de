package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Shown;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a schema of OpenAPI 3.0 or 3.1 into JSON Schema 2020-12 that holds. A keyword that cannot is left out and
 * listed, so that the result accepts more, never less, than the document says.
 */
final class SchemaTranslation {

    /** Far above what people nest, far below what a check of the schema refuses. */
    private static final int MOST_NESTING = 60;

    private static final int LONGEST_DESCRIPTION = 300;

    private final Definitions definitions;
    private final References references;
    private final boolean version30;
    private final Findings findings;
    private final SchemaKeywords keywords;

    SchemaTranslation(Definitions definitions, References references, boolean version30, Findings findings) {
        this.definitions = definitions;
        this.references = references;
        this.version30 = version30;
        this.findings = findings;
        this.keywords = new SchemaKeywords(findings);
    }

    ObjectNode translate(Located schema, Direction direction) {
        return translate(schema, direction, 0);
    }

    private ObjectNode translate(Located schema, Direction direction, int depth) {
        JsonNode node = schema.node();
        ObjectNode out = Json.object();
        if (node.isBoolean()) {
            if (!node.booleanValue()) {
                out.putObject("not");
            }
            return out;
        }
        if (!node.isObject()) {
            findings.add(schema.at(), "schema", "anything is accepted: it is no object but " + Json.typeOf(node));
            return out;
        }
        if (depth > MOST_NESTING) {
            findings.add(schema.at(), "schema", "anything is accepted: it is nested deeper than " + MOST_NESTING);
            return out;
        }
        boolean reference = References.isReference(node);
        if (reference) {
            reference(schema, direction, out);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (reference && version30 && !annotates(member.getKey())) {
                besideReference(schema, member.getKey());
            } else {
                keyword(out, schema, member, direction, depth);
            }
        }
        if (node.has("discriminator")) {
            new Discriminator(references, findings).apply(schema, out);
        }
        return Nullability.applied(node, out);
    }

    private void reference(Located schema, Direction direction, ObjectNode out) {
        switch (references.target(schema.text("$ref"))) {
            case References.Target.Found(Located target) ->
                out.put("$ref", "#/$defs/" + definitions.define(target, direction));
            case References.Target.Nowhere(String why) ->
                findings.add(schema.at(), "schema reference", "anything is accepted in its place: " + why);
        }
    }

    /** What OpenAPI 3.0 ignores next to a reference; words for people and null do no harm. */
    private static boolean annotates(String keyword) {
        return switch (keyword) {
            case "$ref", "description", "title", "deprecated", "nullable", "example", "readOnly", "writeOnly" -> true;
            default -> OperationReader.isExtension(keyword);
        };
    }

    private void besideReference(Located schema, String keyword) {
        findings.add(
                schema.child(keyword).at(), "schema keyword '" + keyword + "'", "OpenAPI 3.0 ignores it beside a $ref");
    }

    private void keyword(
            ObjectNode out, Located schema, Map.Entry<String, JsonNode> member, Direction direction, int depth) {
        String name = member.getKey();
        JsonNode value = member.getValue();
        switch (name) {
            case "properties" -> properties(out, schema, direction, depth);
            case "required" -> required(out, schema, direction);
            case "patternProperties", "dependentSchemas" -> schemas(out, schema, name, direction, depth);
            case "allOf", "anyOf", "oneOf", "prefixItems" -> list(out, schema, name, direction, depth);
            case "items", "additionalProperties", "not", "if", "then", "else" ->
                one(out, schema, name, direction, depth);
            case "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema" ->
                one(out, schema, name, direction, depth);
            case "description" -> {
                if (value.isString() && !value.stringValue().isBlank()) {
                    out.put("description", Sentences.cut(value.stringValue(), LONGEST_DESCRIPTION));
                }
            }
            case "$ref", "discriminator", "nullable", "$defs", "definitions" -> {}
            default -> {
                if (!OperationReader.isExtension(name)) {
                    keywords.take(out, schema, name, value);
                }
            }
        }
    }

    private void one(ObjectNode out, Located schema, String name, Direction direction, int depth) {
        Located below = schema.child(name);
        if (below.node().isBoolean() && !name.equals("items")) {
            out.set(name, below.node());
        } else if (below.node().isObject() || below.node().isBoolean()) {
            int before = findings.reported();
            ObjectNode translated = translate(below, direction, depth + 1);
            if (findings.reported() == before || !(name.equals("not") || name.equals("if"))) {
                out.set(name, translated);
            } else {
                keywords.unusable(schema, name, "what it negates or decides by could not be taken whole");
            }
        } else {
            keywords.unusable(schema, name, "it must be a schema");
        }
    }

    private void list(ObjectNode out, Located schema, String name, Direction direction, int depth) {
        Located below = schema.child(name);
        if (!below.node().isArray() || below.node().isEmpty()) {
            keywords.unusable(schema, name, "it must be an array of at least one schema");
            return;
        }
        int before = findings.reported();
        ArrayNode list = Json.array();
        for (int i = 0; i < below.node().size(); i++) {
            list.add(translate(below.child(i), direction, depth + 1));
        }
        if (!name.equals("oneOf") || findings.reported() == before) {
            out.set(name, list);
        } else if (!schema.node().has("anyOf")) {
            out.set("anyOf", list); // an alternative that accepts more may fit where another does
        }
    }

    private void schemas(ObjectNode out, Located schema, String name, Direction direction, int depth) {
        Located below = schema.child(name);
        if (!below.node().isObject()) {
            keywords.unusable(schema, name, "it must be an object of schemas");
            return;
        }
        ObjectNode map = Json.object();
        for (String key : below.node().propertyNames()) {
            if (name.equals("dependentSchemas") || keywords.isPattern(below, key)) {
                map.set(key, translate(below.child(key), direction, depth + 1));
            }
        }
        out.set(name, map);
    }

    private void properties(ObjectNode out, Located schema, Direction direction, int depth) {
        Located below = schema.child("properties");
        if (!below.node().isObject()) {
            keywords.unusable(schema, "properties", "it must be an object of schemas");
            return;
        }
        ObjectNode map = Json.object();
        for (String key : below.node().propertyNames()) {
            Located property = below.child(key);
            if (direction == Direction.ANSWERED || !isHidden(property, direction)) {
                map.set(key, translate(property, direction, depth + 1));
            }
        }
        out.set("properties", map);
    }

    private void required(ObjectNode out, Located schema, Direction direction) {
        JsonNode names = schema.node().path("required");
        if (!names.isArray()) {
            keywords.unusable(schema, "required", "it must be an array of names");
            return;
        }
        Set<String> taken = new HashSet<>();
        ArrayNode list = Json.array();
        Located properties = schema.child("properties");
        for (JsonNode name : names) {
            if (!name.isString()) {
                keywords.unusable(schema, "required", "one of its elements is no name: " + Shown.of(Json.show(name)));
            } else if (taken.add(name.stringValue()) && !isHidden(properties.child(name.stringValue()), direction)) {
                list.add(name.stringValue());
            }
        }
        if (!list.isEmpty()) {
            out.set("required", list);
        }
    }

    /** True for a member that there is only the other way: said beside it, in what it refers to, or in a part of it. */
    boolean isHidden(Located property, Direction direction) {
        String flag = direction.hiddenFlag();
        if (property.says(flag)) {
            return true;
        }
        if (references.follow(property) instanceof References.Target.Found(Located target) && target.says(flag)) {
            return true;
        }
        for (JsonNode part : property.node().path("allOf")) {
            Located located = new Located(part, Pointer.ROOT);
            if (located.says(flag)
                    || (references.follow(located) instanceof References.Target.Found(Located target)
                            && target.says(flag))) {
                return true;
            }
        }
        return false;
    }
}
