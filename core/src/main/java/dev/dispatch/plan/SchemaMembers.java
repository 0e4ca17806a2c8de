package dev.dispatch.plan;

import dev.dispatch.expression.Segment;
import dev.dispatch.json.Pointer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Follows a path through a JSON Schema as far as the schema says what is there. */
public final class SchemaMembers {

    private static final int MOST_REFERENCES = 50;

    /** Words beside which {@code properties} and {@code items} do not say everything. */
    private static final List<String> OPEN_WORDS = List.of(
            "anyOf",
            "oneOf",
            "allOf",
            "if",
            "not",
            "dependentSchemas",
            "patternProperties",
            "prefixItems",
            "$dynamicRef");

    /** What a schema knows of a path. */
    public sealed interface Answer {

        /** It may be there. */
        record Possible() implements Answer {}

        /**
         * The schema does not declare it.
         *
         * @param at index of the segment that is not declared
         * @param known the names that are, at that place
         * @param closed whether nothing else can be there
         */
        record Undeclared(int at, String name, List<String> known, boolean closed) implements Answer {}
    }

    private final JsonNode root;

    public SchemaMembers(JsonNode root) {
        this.root = root;
    }

    public Answer follow(List<Segment> path) {
        JsonNode schema = root;
        for (int i = 0; i < path.size(); i++) {
            schema = resolved(schema);
            if (!schema.isObject() || OPEN_WORDS.stream().anyMatch(schema::has) || schema.has("$ref")) {
                return new Answer.Possible();
            }
            if (path.get(i) instanceof Segment.Name(String name)
                    && !schema.path("items").isObject()) {
                if (!schema.path("properties").isObject()) {
                    return new Answer.Possible();
                }
                if (!schema.get("properties").has(name)) {
                    return undeclared(schema, i, name);
                }
                schema = schema.get("properties").get(name);
            } else {
                schema = schema.path("items");
            }
        }
        return new Answer.Possible();
    }

    private static Answer undeclared(JsonNode schema, int at, String name) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            return new Answer.Possible();
        }
        boolean closed = additional.isBoolean() && !additional.booleanValue();
        return new Answer.Undeclared(
                at, name, List.copyOf(schema.get("properties").propertyNames()), closed);
    }

    /** What a reference inside the document leads to; one with neighbours says only part of it and stays. */
    private JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        for (int i = 0; i < MOST_REFERENCES && at.path("$ref").isString() && isAlone(at); i++) {
            String reference = at.get("$ref").stringValue();
            if (!reference.equals("#") && !reference.startsWith("#/")) {
                return at;
            }
            JsonNode target = target(new Pointer(reference.substring(1)));
            if (target.isMissingNode()) {
                return at;
            }
            at = target;
        }
        return at;
    }

    private JsonNode target(Pointer pointer) {
        JsonNode at = root;
        for (String name : pointer.names()) {
            at = at.path(name);
        }
        return at;
    }

    private static boolean isAlone(JsonNode reference) {
        return !reference.has("properties") && !reference.has("items") && !reference.has("additionalProperties");
    }
}
