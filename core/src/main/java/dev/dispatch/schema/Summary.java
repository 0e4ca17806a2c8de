package dev.dispatch.schema;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a schema says in short: the types of its members. */
final class Summary {

    private static final int MOST_NESTING = 3;
    private static final int MOST_VALUES = 6;

    private final References references;

    Summary(References references) {
        this.references = references;
    }

    /** All members of an object, {@code ?} behind those that may be left out; the type of anything else. */
    String describe(JsonNode schema) {
        List<String> members = new ArrayList<>();
        Set<String> required = new LinkedHashSet<>();
        for (JsonNode part : references.parts(schema)) {
            part.path("required").forEach(name -> required.add(name.stringValue()));
        }
        for (JsonNode part : references.parts(schema)) {
            for (Map.Entry<String, JsonNode> property : part.path("properties").properties()) {
                String mark = required.contains(property.getKey()) ? ":" : "?:";
                members.add(property.getKey() + mark + type(property.getValue(), 0));
            }
        }
        return members.isEmpty() ? type(schema, 0) : String.join(", ", members);
    }

    /** The types a member may have, empty where any; taken together over references and alternatives. */
    List<String> typesOfMember(JsonNode schema, String member) {
        for (JsonNode part : references.parts(schema)) {
            JsonNode property = part.path("properties").path(member);
            if (property.isObject()) {
                return List.copyOf(types(property, 0));
            }
        }
        return List.of();
    }

    private Set<String> types(JsonNode schema, int depth) {
        Set<String> types = new LinkedHashSet<>();
        for (JsonNode part : references.parts(schema)) {
            JsonNode type = part.path("type");
            if (type.isString()) {
                types.add(type.stringValue());
            }
            type.forEach(name -> types.add(name.stringValue()));
            if (types.isEmpty()) {
                part.path("enum").forEach(value -> types.add(Json.typeOf(value)));
                if (part.has("const")) {
                    types.add(Json.typeOf(part.path("const")));
                }
            }
            for (String keyword : List.of("anyOf", "oneOf")) {
                if (types.isEmpty() && depth < MOST_NESTING) {
                    part.path(keyword).forEach(branch -> types.addAll(types(branch, depth + 1)));
                }
            }
        }
        return types;
    }

    private String type(JsonNode schema, int depth) {
        for (JsonNode part : references.parts(schema)) {
            if (part.has("const")) {
                return Wording.cut(Json.compact(part.path("const")));
            }
            if (part.has("enum")) {
                return values(part.path("enum"));
            }
        }
        List<String> words = new ArrayList<>();
        for (String type : types(schema, 0)) {
            words.add(type.equals("array") ? array(schema, depth) : type);
        }
        return words.isEmpty() ? "any" : String.join("|", words);
    }

    private String array(JsonNode schema, int depth) {
        for (JsonNode part : references.parts(schema)) {
            if (part.path("items").isObject() && depth < MOST_NESTING) {
                return "array<" + type(part.path("items"), depth + 1) + ">";
            }
        }
        return "array";
    }

    private static String values(JsonNode allowed) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_VALUES, allowed.size()); i++) {
            shown.add(Wording.cut(Json.compact(allowed.get(i))));
        }
        return String.join("|", shown) + (allowed.size() > MOST_VALUES ? "|…" : "");
    }
}
