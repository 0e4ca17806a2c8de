package dev.dispatch.schema;

import dev.dispatch.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes small random schemas of the plain keywords, and values that often nearly fit them. */
@NullMarked
final class SchemaGenerator {

    private static final List<String> NAMES = List.of("a", "b", "ab", "x-c", "d e");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-2",
            "1.0",
            "2.5",
            "3",
            "1e2",
            "12345678901234567890",
            "0.1",
            "\"\"",
            "\"a\"",
            "\"ab\"",
            "\"abc\"",
            "\"2026-02-29\"",
            "\"2024-02-29\"",
            "\"\uD83D\uDE00\"",
            "[]",
            "[1]",
            "[1,1.0]",
            "[\"a\",\"b\",null]",
            "{}",
            "{\"a\":1}",
            "{\"b\":\"a\",\"a\":[]}",
            "{\"x-c\":{}}");
    private static final List<String> PATTERNS = List.of("^a", "b$", "^x-", "^[a-c]{2,3}$", "\\\\d", "");

    private final Random random;
    private final boolean choices;

    SchemaGenerator(Random random, boolean choices) {
        this.random = random;
        this.choices = choices;
    }

    JsonNode schema() {
        ObjectNode schema = object(3);
        ObjectNode definitions = Json.object();
        definitions.set("leaf", object(0));
        ObjectNode node = Json.object();
        node.set("properties", Json.object().set("a", Json.object().put("$ref", "#/$defs/node")));
        node.set("additionalProperties", object(0));
        definitions.set("node", node);
        schema.set("$defs", definitions);
        return schema;
    }

    JsonNode value(JsonNode schema) {
        return random.nextInt(4) == 0 ? pick() : shaped(schema, 3);
    }

    /** The value with some of its parts replaced by expressions. */
    JsonNode withPlaceholders(JsonNode value) {
        if (random.nextInt(5) == 0) {
            return Json.text("${x}");
        }
        if (value.isString()) {
            return random.nextBoolean() ? value : Json.text("a${x}");
        }
        if (value.isObject()) {
            ObjectNode object = Json.object();
            value.properties().forEach(member -> object.set(member.getKey(), withPlaceholders(member.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = Json.array();
            value.forEach(element -> array.add(withPlaceholders(element)));
            return array;
        }
        return value;
    }

    private JsonNode sub(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> Json.parse(random.nextInt(3) == 0 ? "false" : "true");
            case 1 -> Json.object().put("$ref", random.nextBoolean() ? "#/$defs/leaf" : "#/$defs/node");
            default -> object(depth);
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode schema = Json.object();
        int keywords = 1 + random.nextInt(3);
        for (int i = 0; i < keywords; i++) {
            if (depth == 0 || random.nextBoolean()) {
                assertion(schema);
            } else {
                applicator(schema, depth - 1);
            }
        }
        return schema;
    }

    private void assertion(ObjectNode schema) {
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> schema.set("type", type());
            case 3 -> schema.set("required", Json.texts(NAMES.subList(0, 1 + random.nextInt(2))));
            case 4 -> schema.set("enum", Json.array().add(pick()).add(pick()).add(pick()));
            case 5 -> schema.set("const", pick());
            case 6 -> schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", random.nextInt(3));
            case 7 -> schema.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", 1 + random.nextInt(3));
            case 8 -> schema.put(random.nextBoolean() ? "minLength" : "maxLength", 1 + random.nextInt(2));
            case 9 -> schema.set("pattern", Json.parse("\"" + PATTERNS.get(random.nextInt(PATTERNS.size())) + "\""));
            case 10 -> schema.put("format", random.nextBoolean() ? "date" : "unknown-format");
            case 11 -> schema.put(count(), random.nextInt(3));
            default -> schema.put("uniqueItems", random.nextInt(3) > 0);
        }
        if (random.nextInt(10) == 0) {
            schema.set("multipleOf", Json.parse(random.nextBoolean() ? "0.5" : "2"));
            schema.set("dependentRequired", Json.object().set("a", Json.texts(List.of("b"))));
        }
    }

    private String count() {
        return List.of("minItems", "maxItems", "minProperties", "maxProperties").get(random.nextInt(4));
    }

    private void applicator(ObjectNode schema, int depth) {
        switch (random.nextInt(choices ? 11 : 7)) {
            case 0, 1 -> {
                ObjectNode properties = Json.object();
                for (String name : NAMES.subList(0, 1 + random.nextInt(3))) {
                    properties.set(name, sub(depth));
                }
                schema.set("properties", properties);
            }
            case 2 -> schema.set("additionalProperties", random.nextBoolean() ? Json.parse("false") : sub(depth));
            case 3 -> schema.set("items", sub(depth));
            case 4 -> schema.set("prefixItems", Json.array().add(sub(depth)).add(sub(depth)));
            case 5 ->
                schema.set("patternProperties", Json.object().set(random.nextBoolean() ? "^a" : "^x-", sub(depth)));
            case 6 -> schema.set("allOf", Json.array().add(sub(depth)).add(sub(depth)));
            case 7 -> schema.set("anyOf", Json.array().add(sub(depth)).add(sub(depth)));
            case 8 -> schema.set("oneOf", Json.array().add(sub(depth)).add(sub(depth)));
            case 9 -> {
                schema.set("if", sub(depth));
                schema.set("then", sub(depth));
                schema.set("else", sub(depth));
            }
            default -> schema.set(random.nextBoolean() ? "not" : "propertyNames", sub(depth));
        }
    }

    /** Never number and integer together: the library then cuts the fraction off before it compares with a bound. */
    private JsonNode type() {
        List<String> types = List.of("string", "number", "integer", "boolean", "object", "array", "null");
        String first = types.get(random.nextInt(7));
        String second = types.get(random.nextInt(7));
        boolean numbers = (first + second).contains("number") && (first + second).contains("integer");
        return random.nextBoolean() || numbers || first.equals(second)
                ? Json.text(first)
                : Json.texts(List.of(first, second));
    }

    private JsonNode pick() {
        return Json.parse(VALUES.get(random.nextInt(VALUES.size())));
    }

    private JsonNode shaped(JsonNode schema, int depth) {
        if (depth == 0) {
            return pick();
        }
        if (schema.has("enum") && random.nextBoolean()) {
            return schema.path("enum").path(random.nextInt(3));
        }
        if (schema.has("properties")
                || schema.has("required")
                || schema.path("type").asString("").equals("object")) {
            ObjectNode object = Json.object();
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                object.set(property.getKey(), shaped(property.getValue(), depth - 1));
            }
            schema.path("required").forEach(name -> object.set(name.stringValue(), pick()));
            if (random.nextInt(3) == 0) {
                object.set(NAMES.get(random.nextInt(NAMES.size())), pick());
            }
            return object;
        }
        if (schema.has("items") || schema.has("prefixItems")) {
            ArrayNode array = Json.array();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(shaped(schema.path("items"), depth - 1));
            }
            return array;
        }
        return pick();
    }
}
