package dev.dispatch.openapi;

import dev.dispatch.json.Position;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The values of a YAML document that have a name, by which they stand again further down. */
final class Anchors {

    /** The member whose aliased value lends its members to the object. */
    static final String MERGE = "<<";

    /** Values that aliases may repeat: enough for any template, too few for a bomb. */
    private static final int MOST_REPEATED = 500_000;

    private final Map<String, Value> values = new HashMap<>();
    private int repeated;

    /**
     * A named value.
     *
     * @param size how many values it is made of, itself included
     * @param height how many levels are nested in it, itself included
     */
    record Value(JsonNode node, int size, int height) {}

    void put(String name, Value value) {
        values.put(name, value);
    }

    /** What the name stands for; a value that is not complete yet, and so would hold itself, has no name. */
    Value get(String name, Position at) {
        Value value = values.get(name);
        if (value == null) {
            throw new DocumentFault("'*" + name + "' stands for nothing that came before it", at);
        }
        repeated += value.size();
        if (repeated > MOST_REPEATED) {
            throw new DocumentFault("Aliases repeat more than " + MOST_REPEATED + " values", at);
        }
        return value;
    }

    /** Members that the object has of its own stay. */
    static void mergeInto(ObjectNode object, JsonNode other) {
        other.properties().forEach(member -> {
            if (!object.has(member.getKey())) {
                object.set(member.getKey(), member.getValue());
            }
        });
    }
}
