package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads a schema once: every subschema's keywords, every pattern, every reference and where it leads. */
final class SchemaReader {

    private static final int MOST_NESTING = 200;
    private static final int MOST_SUBSCHEMAS = 50_000;

    private record Place(JsonNode schema, Pointer at, String base, int depth) {}

    private final JsonNode root;
    private final List<SchemaViolation> found = new ArrayList<>();
    private final Map<String, LinearPattern> patterns = new HashMap<>();
    private final KeywordShapes shapes = new KeywordShapes(patterns, found);
    private final References references;
    private final IdentityHashMap<JsonNode, Pointer> seen = new IdentityHashMap<>();
    private final List<JsonNode> inOrder = new ArrayList<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private boolean needsLibrary;

    SchemaReader(JsonNode root) {
        this.root = root;
        this.references = new References(root);
    }

    /**
     * What was read.
     *
     * @param found why it is not a schema; empty for one that is
     * @param needsLibrary true where the schema holds more than {@link PlainSchema} evaluates
     */
    record Reading(
            List<SchemaViolation> found,
            Map<String, LinearPattern> patterns,
            References references,
            boolean needsLibrary) {}

    Reading read() {
        if (!root.isObject() && !root.isBoolean()) {
            String is = Wording.show(root);
            found.add(SchemaViolation.of(
                    Pointer.ROOT, "$schema", "must be a schema, is " + is, "an object or a boolean", is));
            return new Reading(found, patterns, references, false);
        }
        open.add(new Place(root, Pointer.ROOT, "", 0));
        do {
            walk();
            references.resolve(found).forEach(target -> open.add(new Place(target.schema(), target.at(), "", 0)));
        } while (!open.isEmpty());
        if (found.isEmpty()) {
            new ReferenceCircles(references, seen).report(inOrder, found);
        }
        return new Reading(found, patterns, references, needsLibrary || references.needLibrary());
    }

    private void walk() {
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (place.depth > MOST_NESTING || seen.size() >= MOST_SUBSCHEMAS) {
                found.add(SchemaViolation.of(place.at, "limits", "is nested too deeply or has too many subschemas"));
                open.clear();
            } else if (place.schema.isObject() && seen.putIfAbsent(place.schema, place.at) == null) {
                inOrder.add(place.schema);
                keywords(place);
            }
        }
    }

    private void keywords(Place place) {
        JsonNode id = place.schema.path("$id");
        String base =
                id.isString() ? references.identify(place.base, id.stringValue(), place.schema, place.at) : place.base;
        needsLibrary |= id.isString() && !place.at.equals(Pointer.ROOT);
        for (Map.Entry<String, JsonNode> member : place.schema.properties()) {
            String keyword = member.getKey();
            Pointer at = place.at.child(keyword);
            Keyword.Shape shape = Keyword.shape(keyword);
            if (shape == null) {
                continue;
            }
            JsonNode operand = member.getValue();
            shapes.check(keyword, shape, operand, at);
            needsLibrary |= Keyword.needsLibrary(keyword);
            switch (shape) {
                case SCHEMA, SCHEMAS, SCHEMA_MAP -> subschemas(shape, operand, at, base, place.depth + 1);
                case REFERENCE -> {
                    if (operand.isString()) {
                        references.add(base, keyword, place.schema, at);
                    }
                }
                case NAME -> {
                    if (operand.isString()) {
                        references.anchor(base, operand.stringValue(), place.schema, place.at);
                    }
                }
                default -> {}
            }
        }
    }

    private void subschemas(Keyword.Shape shape, JsonNode operand, Pointer at, String base, int depth) {
        if (shape == Keyword.Shape.SCHEMA) {
            open.push(new Place(operand, at, base, depth));
        } else if (shape == Keyword.Shape.SCHEMAS && operand.isArray()) {
            for (int i = 0; i < operand.size(); i++) {
                member(operand.get(i), at.child(i), base, depth);
            }
        } else if (operand.isObject()) {
            for (Map.Entry<String, JsonNode> entry : operand.properties()) {
                member(entry.getValue(), at.child(entry.getKey()), base, depth);
            }
        }
    }

    private void member(JsonNode schema, Pointer at, String base, int depth) {
        if (schema.isObject() || schema.isBoolean()) {
            open.push(new Place(schema, at, base, depth));
        } else {
            String is = Wording.show(schema);
            found.add(SchemaViolation.of(at, "$schema", "must be a schema, is " + is, "an object or a boolean", is));
        }
    }
}
