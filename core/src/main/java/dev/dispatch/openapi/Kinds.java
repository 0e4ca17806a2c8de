package dev.dispatch.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells the kind of a schema from what it says of types. */
final class Kinds {

    /** How many references and parts are looked through. */
    private static final int DEEPEST = 10;

    private static final int MOST_LOOKED_AT = 200;

    private final References references;
    private int lookedAt;

    Kinds(References references) {
        this.references = references;
    }

    /** A schema that says nothing of types is taken for one of texts. */
    Kind of(Located schema) {
        lookedAt = 0;
        Kind kind = of(schema, 0);
        return kind == null ? Kind.SCALAR : kind;
    }

    private @Nullable Kind of(Located written, int depth) {
        if (depth > DEEPEST
                || ++lookedAt > MOST_LOOKED_AT
                || !(references.follow(written) instanceof References.Target.Found(Located schema))) {
            return null;
        }
        JsonNode node = schema.node();
        Kind kind = null;
        for (JsonNode type : node.path("type").isArray() ? node.path("type") : List.of(node.path("type"))) {
            kind = either(kind, ofType(type.asString(""), schema, depth));
        }
        if (kind != null) {
            return kind;
        }
        if (node.has("properties") || node.path("additionalProperties").isObject()) {
            return Kind.OBJECT;
        }
        if (node.has("items")) {
            return ofType("array", schema, depth);
        }
        for (String keyword : new String[] {"allOf", "anyOf", "oneOf"}) {
            Located parts = schema.child(keyword);
            for (int i = 0; i < parts.node().size(); i++) {
                kind = either(kind, of(parts.child(i), depth + 1));
            }
        }
        return kind;
    }

    private @Nullable Kind ofType(String type, Located schema, int depth) {
        return switch (type) {
            case "string", "number", "integer", "boolean", "file" -> Kind.SCALAR;
            case "object" -> Kind.OBJECT;
            case "array" -> {
                Kind items = schema.node().has("items") ? of(schema.child("items"), depth + 1) : Kind.SCALAR;
                yield items == null || items == Kind.SCALAR ? Kind.LIST : Kind.NESTED;
            }
            default -> null;
        };
    }

    /** A text or several of them are as good as several. */
    private static @Nullable Kind either(@Nullable Kind one, @Nullable Kind other) {
        if (one == null || other == null || one == other) {
            return one == null ? other : one;
        }
        boolean texts = one != Kind.OBJECT && other != Kind.OBJECT && one != Kind.NESTED && other != Kind.NESTED;
        return texts ? Kind.LIST : Kind.NESTED;
    }
}
