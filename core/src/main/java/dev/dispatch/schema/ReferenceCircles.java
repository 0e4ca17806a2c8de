package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Finds schemas that apply themselves to the same value again, through references and {@code allOf} and its like: their
 * evaluation would never end. Chains that are merely very long are refused too.
 */
final class ReferenceCircles {

    private static final int LONGEST_CHAIN = 100;
    private static final int ENDLESS = LONGEST_CHAIN + 1;

    private final References references;
    private final IdentityHashMap<JsonNode, Pointer> places;
    private final IdentityHashMap<JsonNode, Integer> chains = new IdentityHashMap<>();

    ReferenceCircles(References references, IdentityHashMap<JsonNode, Pointer> places) {
        this.references = references;
        this.places = places;
    }

    /** Reports the first schema that has no end. */
    void report(List<JsonNode> schemas, List<SchemaViolation> found) {
        for (JsonNode schema : schemas) {
            if (chain(schema, 0) >= ENDLESS) {
                found.add(SchemaViolation.of(
                        places.getOrDefault(schema, Pointer.ROOT),
                        "$ref",
                        "must not lead back to itself for the same value, nor over more than " + LONGEST_CHAIN
                                + " schemas"));
                return;
            }
        }
    }

    /** How many schemas apply to the same value from here on, one within the other; ENDLESS for a circle. */
    private int chain(JsonNode schema, int depth) {
        Integer known = chains.get(schema);
        if (known != null) {
            return known;
        }
        if (depth > LONGEST_CHAIN) {
            return ENDLESS;
        }
        chains.put(schema, ENDLESS);
        int longest = references
                .target(schema)
                .map(target -> chain(target, depth + 1))
                .orElse(0);
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            if (Keyword.inPlace(member.getKey())) {
                longest = Math.max(longest, below(member.getKey(), member.getValue(), depth + 1));
            }
        }
        int length = Math.min(ENDLESS, longest + 1);
        chains.put(schema, length);
        return length;
    }

    private int below(String keyword, JsonNode operand, int depth) {
        if (Keyword.shape(keyword) == Keyword.Shape.SCHEMA) {
            return chain(operand, depth);
        }
        int longest = 0;
        for (JsonNode schema : operand.values()) {
            longest = Math.max(longest, chain(schema, depth));
        }
        return longest;
    }
}
