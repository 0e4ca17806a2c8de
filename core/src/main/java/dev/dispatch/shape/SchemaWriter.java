package dev.dispatch.shape;

import dev.dispatch.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the JSON Schema 2020-12 of one shape. A type that occurs once stands where it is used; one that occurs again, or
 * in itself, stands under {@code $defs}.
 */
public final class SchemaWriter {

    private final AnnotatedNotes notes;
    private final Map<Object, Integer> uses = new HashMap<>();
    private final Map<Object, String> names = new HashMap<>();
    private final Map<String, JsonNode> definitions = new LinkedHashMap<>();

    public SchemaWriter(AnnotatedNotes notes) {
        this.notes = notes;
    }

    /** The schema of a whole document; its own members stand at its top even where it occurs in itself. */
    public ObjectNode write(Shape root) {
        count(root);
        ObjectNode schema = inline(root);
        if (!definitions.isEmpty()) {
            ObjectNode all = schema.putObject("$defs");
            definitions.forEach(all::set);
        }
        return schema;
    }

    private void count(Shape shape) {
        switch (shape) {
            case Shape.Maybe(var _, Shape value) -> count(value);
            case Shape.Sequence(var _, var _, Shape elements) -> count(elements);
            case Shape.Dictionary(Shape values) -> count(values);
            case Shape.RecordShape type -> {
                if (uses.merge(type, 1, Integer::sum) == 1) {
                    type.components().forEach(component -> count(component.shape()));
                }
            }
            case Shape.OneOf oneOf -> {
                if (uses.merge(oneOf.type(), 1, Integer::sum) == 1) {
                    for (Shape.RecordShape alternative : oneOf.alternatives().values()) {
                        alternative.components().forEach(component -> count(component.shape()));
                    }
                }
            }
            case Shape.Nothing _, Shape.Plain _, Shape.Choice _, Shape.Tree _ -> {}
        }
    }

    private ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.RecordShape type when uses.getOrDefault(type, 0) > 1 -> reference(type, type.title(), type);
            case Shape.OneOf oneOf
            when uses.getOrDefault(oneOf.type(), 0) > 1 ->
                reference(oneOf.type(), oneOf.type().getSimpleName(), oneOf);
            default -> inline(shape);
        };
    }

    private ObjectNode reference(Object key, String title, Shape shape) {
        String known = names.get(key);
        String name = known == null ? free(title) : known;
        if (known == null) {
            names.put(key, name);
            definitions.put(name, Json.nothing());
            definitions.put(name, inline(shape));
        }
        return Json.object().put("$ref", "#/$defs/" + name);
    }

    /** Letters and digits alone, so that no reference needs an escape. */
    private String free(String title) {
        StringBuilder plain = new StringBuilder();
        title.chars().filter(c -> c < 128 && Character.isLetterOrDigit(c)).forEach(c -> plain.append((char) c));
        String name = plain.isEmpty() ? "Type" : plain.toString();
        int number = 2;
        String free = name;
        while (definitions.containsKey(free)) {
            free = name + number++;
        }
        return free;
    }

    private ObjectNode inline(Shape shape) {
        return switch (shape) {
            case Shape.Nothing _ -> closed(Json.object(), Json.array());
            case Shape.Plain(PlainType type) -> PlainSchemas.of(type);
            case Shape.Choice(Class<?> type, Map<String, Enum<?>> words) -> {
                ObjectNode schema = Json.object().put("type", "string");
                schema.set("enum", Json.texts(words.keySet()));
                notes.describe(type, words, schema);
                yield schema;
            }
            case Shape.Tree(Class<?> type) -> tree(type);
            case Shape.Maybe(var _, Shape value) -> orNull(schema(value));
            case Shape.Sequence sequence -> {
                ObjectNode schema = Json.object().put("type", "array");
                schema.set("items", schema(sequence.elements()));
                yield sequence.type() == java.util.Set.class ? schema.put("uniqueItems", true) : schema;
            }
            case Shape.Dictionary(Shape values) -> {
                ObjectNode schema = Json.object().put("type", "object");
                schema.set("additionalProperties", schema(values));
                yield schema;
            }
            case Shape.RecordShape type -> members(type, Json.object(), Json.array());
            case Shape.OneOf oneOf -> alternatives(oneOf);
        };
    }

    private static ObjectNode tree(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "ObjectNode" -> Json.object().put("type", "object");
            case "ArrayNode" -> Json.object().put("type", "array");
            default -> Json.object();
        };
    }

    private ObjectNode alternatives(Shape.OneOf oneOf) {
        ObjectNode schema = Json.object();
        notes.describe(oneOf.type(), schema);
        ArrayNode all = schema.putArray("oneOf");
        oneOf.alternatives().forEach((word, type) -> {
            ObjectNode properties = Json.object();
            properties.set(Shape.OneOf.TAG, Json.object().put("const", word));
            all.add(members(type, properties, Json.array().add(Shape.OneOf.TAG)));
        });
        return schema;
    }

    private ObjectNode members(Shape.RecordShape type, ObjectNode properties, ArrayNode required) {
        for (Shape.Component component : type.components()) {
            boolean optional = component.shape() instanceof Shape.Maybe;
            boolean nullable = notes.isNullable(component.java());
            ObjectNode schema = schema(component.shape());
            if (nullable && !optional) {
                schema = orNull(schema);
            }
            notes.describe(component, schema);
            properties.set(component.name(), schema);
            if (!optional && !nullable && component.absent() == null) {
                required.add(component.name());
            }
        }
        ObjectNode schema = closed(properties, required);
        notes.describe(type.type(), schema);
        return schema;
    }

    private static ObjectNode closed(ObjectNode properties, ArrayNode required) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    /** The same or null. */
    private static ObjectNode orNull(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            schema.set("type", Json.array().add(type).add("null"));
            if (schema.get("enum") instanceof ArrayNode words) {
                words.addNull();
            }
            return schema;
        }
        if (schema.isEmpty() || type.isArray()) {
            return schema;
        }
        ObjectNode either = Json.object();
        either.putArray("anyOf").add(schema).add(Json.object().put("type", "null"));
        return either;
    }
}
