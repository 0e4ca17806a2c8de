package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the schemas of actions so small, with everything they refer to, that they can be checked. */
final class SizeLimit {

    private static final int MOST_SUBSCHEMAS = 45_000;

    private final DefinitionGraph graph;
    private final Findings findings;

    SizeLimit(DefinitionGraph graph, Findings findings) {
        this.graph = graph;
        this.findings = findings;
    }

    void apply(Operation operation, ObjectNode action) {
        if (isTooLarge(action.path("responseSchema"))) {
            action.remove("responseSchema");
            findings.add(operation.label(), operation.node().child("responses").at(), "schema of the answer", why());
        }
        JsonNode input = action.path("input");
        if (isTooLarge(input) && input.path("properties") instanceof ObjectNode properties) {
            for (Map.Entry<String, JsonNode> property : properties.deepCopy().properties()) {
                properties.set(property.getKey(), words(property.getValue()));
            }
            findings.add(operation.label(), operation.node().at(), "schemas of the inputs", why());
        }
    }

    private boolean isTooLarge(JsonNode schema) {
        return graph.size(schema, MOST_SUBSCHEMAS) > MOST_SUBSCHEMAS;
    }

    private static ObjectNode words(JsonNode schema) {
        ObjectNode words = Json.object();
        if (schema.has("description")) {
            words.set("description", schema.path("description"));
        }
        return words;
    }

    private static String why() {
        return "anything is accepted: with all it refers to it has more than " + MOST_SUBSCHEMAS + " parts";
    }
}
