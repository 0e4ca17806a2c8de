package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one rule found.
 *
 * @param pointer the rule's place in its document
 * @param expected the rule's value with its expressions evaluated; empty where the operator takes none
 * @param actual what the path yielded, cut when long; empty where it yielded nothing
 * @param note why, where the values alone do not say it, such as a schema's first violations
 */
public record RuleResult(
        Pointer pointer,
        String path,
        Operator operator,
        Optional<JsonNode> expected,
        Optional<JsonNode> actual,
        boolean held,
        Optional<String> note) {

    /** One line: {@code $.ready eq true => false, actual "pending"}. */
    public String summary() {
        String wanted = expected.map(value -> " " + shown(value)).orElse("");
        String found = actual.map(RuleResult::shown).orElse("absent");
        String why = note.map(text -> " (" + text + ")").orElse("");
        return path + " " + operator.text() + wanted + " => " + held + ", actual " + found + why;
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("path", path).put("op", operator.text());
        expected.ifPresent(value -> json.set("expected", value));
        actual.ifPresent(value -> json.set("actual", value));
        json.put("held", held);
        note.ifPresent(text -> json.put("note", text));
        return json;
    }

    private static String shown(JsonNode value) {
        return Excerpt.of(value, Excerpt.SHORT).text();
    }
}
