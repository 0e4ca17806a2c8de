package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One of the two answers of a check: what is wrong, and what is odd and does no harm. */
public record Verdict(List<Finding> errors, List<Finding> warnings) {

    public Verdict {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean passed() {
        return errors.isEmpty();
    }

    /** {@code status}, {@code errors} and {@code warnings}. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("status", passed() ? "PASS" : "FAIL");
        json.set("errors", array(errors));
        json.set("warnings", array(warnings));
        return json;
    }

    private static ArrayNode array(List<Finding> findings) {
        ArrayNode array = Json.array();
        findings.forEach(finding -> array.add(finding.toJson()));
        return array;
    }
}
