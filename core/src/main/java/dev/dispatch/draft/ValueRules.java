package dev.dispatch.draft;

import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.PathText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts a few rules over a value that was observed once or more: of members, of arrays that they are not empty. */
final class ValueRules {

    private static final int MOST_OF_NESTED = 3;
    private static final int MOST_OF_ELEMENT = 4;
    private static final int MOST_DEPTH = 3;

    private final Flows flows;
    private final int most;
    private final List<ObjectNode> rules = new ArrayList<>();

    /** @param most how many rules are enough */
    ValueRules(Flows flows, int most) {
        this.flows = flows;
        this.most = most;
    }

    List<ObjectNode> rules() {
        return rules;
    }

    void add(String path, ObjectNode rule) {
        if (rules.size() < most) {
            ObjectNode whole = Json.object().put("path", path);
            whole.setAll(rule);
            rules.add(whole);
        }
    }

    /** Adds rules over a value that every observation has. */
    void add(String path, String name, List<JsonNode> values) {
        add(path, name, values, false, 0);
    }

    /**
     * Adds rules over a value.
     *
     * @param loose whether only types are to be expected
     */
    void add(String path, String name, List<JsonNode> values, boolean loose, int depth) {
        if (values.stream().allMatch(JsonNode::isObject)) {
            object(path, values, loose, depth);
        } else if (values.stream().allMatch(JsonNode::isArray)) {
            array(path, name, values, depth);
        } else if (values.stream().noneMatch(value -> value.isObject() || value.isArray())) {
            scalar(path, name, values, loose);
        }
    }

    private void scalar(String path, String name, List<JsonNode> values, boolean loose) {
        Optional<JsonNode> sent = loose ? Optional.empty() : flows.expected(name, values);
        if (sent.isEmpty() && name.equals("id") && !loose) {
            sent = flows.addressed(values);
        }
        Optional<ObjectNode> expected = Expected.of(name, values, loose);
        boolean redacted =
                expected.isPresent() && expected.get().path("op").asString("").equals("exists");
        if (sent.isPresent() && !redacted) {
            add(path, Json.object().put("op", "eq").set("value", sent.get()));
        } else {
            expected.ifPresent(rule -> add(path, rule));
        }
    }

    private void object(String path, List<JsonNode> values, boolean loose, int depth) {
        if (values.getFirst().isEmpty() || depth >= MOST_DEPTH) {
            add(path, Expected.type("object"));
            return;
        }
        int before = rules.size();
        int room = depth == 0 ? most : MOST_OF_NESTED;
        for (boolean scalars : List.of(true, false)) {
            for (Map.Entry<String, JsonNode> member : values.getFirst().properties()) {
                List<JsonNode> below = values.stream()
                        .map(value -> value.path(member.getKey()))
                        .toList();
                boolean there = below.stream().noneMatch(JsonNode::isMissingNode);
                boolean scalar = !member.getValue().isContainer();
                if (there && scalar == scalars && rules.size() - before < room) {
                    add(PathText.member(path, member.getKey()), member.getKey(), below, loose, depth + 1);
                }
            }
        }
    }

    /** How long an array is follows what else happens to a service; that it is not empty, and its form, last longer. */
    private void array(String path, String name, List<JsonNode> values, int depth) {
        if (values.stream().anyMatch(JsonNode::isEmpty)) {
            add(path, Expected.type("array"));
            return;
        }
        add(path, Json.object().put("op", "length_gte").put("value", 1));
        List<JsonNode> first = values.stream().map(value -> value.get(0)).toList();
        String element = PathText.element(path, 0);
        if (!first.stream().allMatch(JsonNode::isObject)) {
            if (first.stream().noneMatch(JsonNode::isContainer)) {
                scalar(element, name, first, true);
            }
            return;
        }
        int before = rules.size();
        for (Map.Entry<String, JsonNode> member : first.getFirst().properties()) {
            List<JsonNode> below =
                    first.stream().map(value -> value.path(member.getKey())).toList();
            boolean there = below.stream().noneMatch(value -> value.isMissingNode() || value.isContainer());
            if (there && depth < MOST_DEPTH && rules.size() - before < MOST_OF_ELEMENT) {
                boolean sent = flows.expected(member.getKey(), below).isPresent();
                scalar(PathText.member(element, member.getKey()), member.getKey(), below, !sent);
            }
        }
    }
}
