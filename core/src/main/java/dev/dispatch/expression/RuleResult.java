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
 * @param mismatch why, where the values alone do not say it
 */
public record RuleResult(
        Pointer pointer,
        String path,
        Operator operator,
        Optional<JsonNode> expected,
        Optional<JsonNode> actual,
        boolean held,
        Optional<Mismatch> mismatch) {

    /** One line: {@code $.ready eq true => false, actual "pending"}. */
    public String summary() {
        int most = mismatch.isPresent() ? Excerpt.HINT : Excerpt.SHORT;
        String wanted =
                expected.map(value -> " " + Excerpt.of(value, most).text()).orElse("");
        String found = actual.map(value -> Excerpt.of(value, most).text()).orElse("absent");
        String why = mismatch.map(reason -> " (" + reason.words() + ")").orElse("");
        return path + " " + operator.text() + wanted + " => " + held + ", actual " + found + why;
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("path", path).put("op", operator.text());
        expected.ifPresent(value -> json.set("expected", value));
        actual.ifPresent(value -> json.set("actual", value));
        json.put("held", held);
        mismatch.ifPresent(reason -> {
            json.put("note", reason.words());
            reason.addTo(json);
        });
        return json;
    }
}
