package dev.dispatch.record;

import dev.dispatch.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the checks of a record found. */
public record AssertionResult(String runId, Path runDir, List<Check> checks) {

    /**
     * One check.
     *
     * @param reason why it failed; null where it passed
     * @param details what it looked at; null for nothing worth showing
     */
    public record Check(
            String name,
            boolean passed,
            @Nullable String reason,
            @Nullable ObjectNode details) {}

    public AssertionResult {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** {@code runId, runDir, overall, passed, failed, checks[]}. */
    public ObjectNode toJson() {
        long good = checks.stream().filter(Check::passed).count();
        ObjectNode json = Json.object();
        json.put("runId", runId);
        json.put("runDir", runDir.toString());
        json.put("overall", word(passed()));
        json.put("passed", good);
        json.put("failed", checks.size() - good);
        ArrayNode shown = Json.array();
        checks.forEach(check -> shown.add(json(check)));
        json.set("checks", shown);
        return json;
    }

    private static ObjectNode json(Check check) {
        ObjectNode json = Json.object();
        json.put("name", check.name());
        json.put("status", word(check.passed()));
        if (check.reason() != null) {
            json.put("reason", check.reason());
        }
        if (check.details() != null) {
            json.set("details", check.details());
        }
        return json;
    }

    private static String word(boolean passed) {
        return passed ? "PASS" : "FAIL";
    }
}
