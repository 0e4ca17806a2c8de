package dev.dispatch.plan;

import dev.dispatch.expression.Segment;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Follows a path through a JSON Schema as far as the schema says what is there. */
final class SchemaMembers {

    private static final int MOST_REFERENCES = 50;

    /** What a schema knows of a path. */
    sealed interface Answer {

        /** It may be there. */
        record Possible() implements Answer {}

        /**
         * The schema does not declare it.
         *
         * @param name the first name that is not declared
         * @param known the names that are, at that place
         * @param closed whether nothing else can be there
         */
        record Undeclared(String name, List<String> known, boolean closed) implements Answer {}
    }

    private final JsonNode root;

    SchemaMembers(JsonNode root) {
        this.root = root;
    }

    Answer follow(List<Segment> path) {
        JsonNode at = root;
        for (Segment segment : path) {
            at = resolved(at);
            if (!isPlain(at)) {
                return new Answer.Possible();
            }
            boolean array = segment instanceof Segment.Index || at.path("items").isObject();
            if (array) {
                at = at.path("items");
            } else if (segment instanceof Segment.Name(String name)) {
                JsonNode properties = at.path("properties");
                if (!properties.isObject()) {
                    return new Answer.Possible();
                }
                if (!properties.has(name)) {
                    return undeclared(at, name);
                }
                at = properties.get(name);
            }
            if (!at.isObject()) {
                return new Answer.Possible();
            }
        }
        return new Answer.Possible();
    }

    private static Answer undeclared(JsonNode at, String name) {
        JsonNode additional = at.path("additionalProperties");
        if (additional.isObject() || at.has("patternProperties")) {
            return new Answer.Possible();
        }
        boolean closed = additional.isBoolean() && !additional.booleanValue();
        return new Answer.Undeclared(name, List.copyOf(at.path("properties").propertyNames()), closed);
    }

    /** True where nothing but {@code properties} and {@code items} decides what is there. */
    private static boolean isPlain(JsonNode schema) {
        return !schema.has("anyOf") && !schema.has("oneOf") && !schema.has("allOf") && !schema.has("if");
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        for (int i = 0; i < MOST_REFERENCES && at.path("$ref").isString(); i++) {
            String reference = at.get("$ref").stringValue();
            if (!reference.startsWith("#")) {
                return at;
            }
            JsonNode target = root.at(reference.substring(1));
            if (target.isMissingNode()) {
                return at;
            }
            at = target;
        }
        return at;
    }
}
