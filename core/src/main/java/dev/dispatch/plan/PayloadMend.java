package dev.dispatch.plan;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Patch;
import dev.dispatch.schema.SchemaViolation;
import dev.dispatch.time.MeantDuration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Says how a value of a payload can be mended that does not fit the action's schema. */
final class PayloadMend {

    private static final String DURATION = "<n>ms";

    private PayloadMend() {}

    /** @param found the value */
    static Issue of(Issue issue, SchemaViolation violation, JsonNode found) {
        List<String> ways = violation.suggestions();
        return switch (violation.keyword()) {
            case "enum" -> issue.suggestInstead(ways);
            case "type" -> type(issue, violation, found);
            case "pattern" -> {
                String expected = issue.expected();
                boolean duration = expected != null && expected.startsWith(DURATION) && found.isString();
                yield duration ? issue.suggestInstead(MeantDuration.of(found.stringValue())) : issue.suggest(ways);
            }
            default -> issue.suggest(ways);
        };
    }

    /** A value in quotes that it should not have, and one that lacks them. */
    private static Issue type(Issue issue, SchemaViolation violation, JsonNode found) {
        if ("string".equals(violation.expected()) && (found.isNumber() || found.isBoolean())) {
            // A text has rules of its own: whether quotes are all it lacks only a trial of the patch can tell.
            return issue.mend(new Patch.Replace(issue.pointer(), Json.text(Json.show(found))));
        }
        List<String> ways = violation.suggestions();
        if (ways.size() != 1) {
            return issue.suggest(ways);
        }
        try {
            return issue.suggest(ways).mend(new Patch.Replace(issue.pointer(), Json.parse(ways.getFirst())));
        } catch (JsonSyntaxException e) {
            // A long value is suggested by its beginning alone.
            return issue.suggest(ways);
        }
    }
}
