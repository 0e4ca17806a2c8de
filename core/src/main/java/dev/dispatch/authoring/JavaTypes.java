package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes records and enums for JSON Schemas; what has no such form is a {@code JsonNode} with a comment. */
final class JavaTypes {

    private static final int DEEPEST = 24;
    private static final int MOST_TYPES = 200;
    private static final String ANYTHING = "JsonNode";
    private static final String DEFINITIONS = "#/$defs/";

    /** Words with a meaning that no record has. */
    private static final List<String> WITHOUT_FORM = List.of(
            "anyOf", "oneOf", "allOf", "not", "if", "const", "patternProperties", "prefixItems", "dependentSchemas");

    /**
     * A type as it is used.
     *
     * @param name such as {@code List<Line>}
     * @param remark what the type does not say; empty for nothing
     */
    record Use(String name, String remark) {

        private static Use anything(String why) {
            return new Use(ANYTHING, why);
        }

        /** As the argument of a generic type. */
        String boxed() {
            return switch (name) {
                case "int" -> "Integer";
                case "long" -> "Long";
                case "double" -> "Double";
                case "boolean" -> "Boolean";
                default -> name;
            };
        }
    }

    private final Set<String> taken;
    private final List<String> declarations = new ArrayList<>();
    private final IdentityHashMap<JsonNode, String> named = new IdentityHashMap<>();
    private JsonNode root = Json.object();

    /** @param taken names that other types have */
    JavaTypes(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The records and enums so far, each with its indent and a line feed at its end. */
    List<String> declarations() {
        return declarations;
    }

    /**
     * The type for a whole schema, declared where it is a record.
     *
     * @param name for the record
     */
    Use of(ObjectNode schema, String name) {
        root = schema;
        return type(schema, name, 0);
    }

    private Use type(JsonNode schema, String name, int depth) {
        if (!schema.isObject() || depth > DEEPEST || declarations.size() > MOST_TYPES) {
            return Use.anything(schema.isObject() ? "too deep for a type of its own" : "");
        }
        if (schema.has("$ref")) {
            return referred(schema.path("$ref").asString(""), depth);
        }
        for (String word : WITHOUT_FORM) {
            if (schema.has(word)) {
                return Use.anything("'" + word + "' has no form in a record");
            }
        }
        if (schema.path("enum").isArray()) {
            return choice(schema.path("enum"), name);
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> text(schema);
            case "integer" -> new Use(isInt(schema) ? "int" : "long", "");
            case "number" -> new Use("double", "");
            case "boolean" -> new Use("boolean", "");
            case "array" -> array(schema, name, depth);
            case "object" -> object(schema, name, depth);
            default -> Use.anything(schema.has("type") ? "several types: " + Json.compact(schema.get("type")) : "");
        };
    }

    private Use referred(String reference, int depth) {
        String name = reference.startsWith(DEFINITIONS) ? reference.substring(DEFINITIONS.length()) : "";
        JsonNode target = root.path("$defs").path(name.replace("~1", "/").replace("~0", "~"));
        if (!target.isObject()) {
            return Use.anything("the schema refers to " + reference);
        }
        String known = named.get(target);
        return known == null ? type(target, name, depth + 1) : new Use(known, "");
    }

    /** What a reference leads to, under what stands beside it. */
    private JsonNode whole(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        JsonNode target = reference.startsWith(DEFINITIONS)
                ? root.path("$defs").path(reference.substring(DEFINITIONS.length()))
                : Json.object();
        return target.isObject() ? Json.merge(target, schema) : schema;
    }

    private static Use text(JsonNode schema) {
        String format = schema.path("format").asString("");
        return switch (format) {
            case "" -> new Use("String", "");
            case "uri" -> new Use("URI", "");
            case "uuid" -> new Use("UUID", "");
            case "date" -> new Use("LocalDate", "");
            case "date-time-local" -> new Use("LocalDateTime", "");
            case "time-local" -> new Use("LocalTime", "");
            default -> new Use("String", "format: " + format);
        };
    }

    /** Both limits are within those of the type. */
    private static boolean isInt(JsonNode schema) {
        return schema.path("minimum").canConvertToInt()
                && schema.path("maximum").canConvertToInt();
    }

    /** Without the null that an optional component takes anyway. */
    private static JsonNode withoutNull(JsonNode schema) {
        if (schema.path("anyOf") instanceof ArrayNode either
                && either.size() == 2
                && either.get(0).isObject()
                && either.get(1).path("type").asString("").equals("null")) {
            ObjectNode beside = ((ObjectNode) schema).deepCopy();
            beside.remove("anyOf");
            return Json.merge(either.get(0), beside);
        }
        if (schema.path("type") instanceof ArrayNode types
                && types.size() == 2
                && types.get(1).asString("").equals("null")) {
            ObjectNode one = ((ObjectNode) schema).deepCopy();
            one.set("type", types.get(0));
            if (one.get("enum") instanceof ArrayNode words) {
                words.removeIf(JsonNode::isNull);
            }
            return one;
        }
        return schema;
    }

    private Use choice(JsonNode values, String name) {
        Map<String, String> constants = new LinkedHashMap<>();
        for (JsonNode value : values) {
            if (!value.isString()) {
                return Use.anything("one of " + Json.compact(values));
            }
            if (value.stringValue().isBlank()) {
                return new Use("String", "one of " + Json.compact(values));
            }
            String constant = JavaNames.constant(value.stringValue());
            while (constants.containsKey(constant)) {
                constant += "_";
            }
            constants.put(constant, value.stringValue());
        }
        List<String> lines = new ArrayList<>();
        constants.forEach((constant, text) -> {
            String word = constant.toLowerCase(Locale.ROOT).replace('_', '-');
            lines.add("        " + (word.equals(text) ? "" : "@Name(" + JavaNames.quoted(text) + ") ") + constant);
        });
        String type = free(name);
        declarations.add("    enum " + type + " {\n" + String.join(",\n", lines) + "\n    }\n");
        return new Use(type, "");
    }

    private Use array(JsonNode schema, String name, int depth) {
        Use item = type(schema.path("items"), singular(name), depth + 1);
        return new Use("List<" + item.boxed() + ">", item.remark());
    }

    private Use object(JsonNode schema, String name, int depth) {
        JsonNode properties = schema.path("properties");
        JsonNode more = schema.path("additionalProperties");
        if (properties.isEmpty()) {
            if (!more.isObject()) {
                return Use.anything("");
            }
            Use value = type(more, name + "-value", depth + 1);
            return new Use("Map<String, " + value.boxed() + ">", value.remark());
        }
        if (more.isObject() || properties.propertyNames().stream().anyMatch(String::isBlank)) {
            return Use.anything("it has members without a name in Java");
        }
        String type = free(name);
        named.put(schema, type);
        int place = declarations.size();
        declarations.add(place, "");
        declarations.set(place, record(schema, type, depth));
        return new Use(type, "");
    }

    private String record(JsonNode schema, String type, int depth) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        Set<String> names = new HashSet<>();
        List<String> components = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = withoutNull(property.getValue());
            boolean nullable = !value.equals(property.getValue());
            Use use = type(value, property.getKey(), depth + 1);
            String name = JavaNames.component(property.getKey());
            while (!names.add(name)) {
                name += "_";
            }
            ComponentAnnotations annotations = new ComponentAnnotations(whole(value), use);
            boolean optional = nullable || (!required.contains(property.getKey()) && !annotations.hasDefault());
            components.add(annotations.text(name.equals(property.getKey()) ? "" : property.getKey())
                    + (optional ? "Optional<" + use.boxed() + ">" : use.name()) + " " + name);
        });
        return (described(schema).isEmpty() ? "" : "    " + described(schema).strip() + "\n") + "    record " + type
                + "(\n" + String.join(",\n", components) + ") {}\n";
    }

    static String described(JsonNode schema) {
        String text = schema.path("description").asString("");
        return text.isBlank() ? "" : "@Description(" + JavaNames.quoted(text) + ") ";
    }

    private static String singular(String name) {
        return name.length() > 1 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name + "-item";
    }

    private String free(String name) {
        String type = JavaNames.type(name, "Value");
        String candidate = type;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = type + i;
        }
        return candidate;
    }
}
