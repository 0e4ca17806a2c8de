package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says {@code discriminator} in JSON Schema: an alternative that a mapping names asks for the mapped values. As the
 * member decides, others may fit by their form, so {@code oneOf} becomes {@code anyOf}.
 */
final class Discriminator {

    private final References references;
    private final Findings findings;

    Discriminator(References references, Findings findings) {
        this.references = references;
        this.findings = findings;
    }

    void apply(Located schema, ObjectNode out) {
        String keyword = schema.node().path("oneOf").isArray() ? "oneOf" : "anyOf";
        Located alternatives = schema.child(keyword);
        Located discriminator = schema.child("discriminator");
        String member = discriminator.text("propertyName");
        if (!out.path(keyword).isArray()) {
            return;
        }
        ArrayNode list = (ArrayNode) out.remove(keyword);
        if (member.isEmpty()) {
            findings.add(discriminator.at(), "discriminator", "it is left out: it has no propertyName");
        } else {
            Map<Pointer, List<String>> values = values(discriminator.child("mapping"));
            for (int i = 0; i < list.size(); i++) {
                constrain(alternatives.child(i), (ObjectNode) list.get(i), member, values);
            }
        }
        out.set("anyOf", out.has("anyOf") && keyword.equals("oneOf") ? both(out, list) : list);
    }

    /** A schema with both keywords keeps the one that was there. */
    private static JsonNode both(ObjectNode out, ArrayNode list) {
        JsonNode own = out.path("anyOf");
        ArrayNode all = out.path("allOf") instanceof ArrayNode parts ? parts : out.putArray("allOf");
        all.addObject().set("anyOf", list);
        return own;
    }

    private void constrain(
            Located alternative, ObjectNode translated, String member, Map<Pointer, List<String>> values) {
        if (!(references.target(alternative.text("$ref")) instanceof References.Target.Found(Located target))
                || !values.containsKey(target.at())) {
            return;
        }
        translated
                .putObject("properties")
                .putObject(member)
                .set("enum", Json.texts(values.getOrDefault(target.at(), List.of())));
        translated.putArray("required").add(member);
    }

    /** The values by the schema they stand for; a mapping names it by a reference or by its name alone. */
    private Map<Pointer, List<String>> values(Located mapping) {
        Map<Pointer, List<String>> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : mapping.node().properties()) {
            String text = entry.getValue().asString("");
            Pointer named = Pointer.ROOT.child("components").child("schemas").child(text);
            String reference = text.startsWith("#") || text.contains("/") || text.contains(".") ? text : "#" + named;
            switch (references.target(reference)) {
                case References.Target.Found(Located target) ->
                    values.computeIfAbsent(target.at(), _ -> new ArrayList<>()).add(entry.getKey());
                case References.Target.Nowhere(String why) ->
                    findings.add(
                            mapping.child(entry.getKey()).at(), "mapping of a discriminator", "it is left out: " + why);
            }
        }
        return values;
    }
}
