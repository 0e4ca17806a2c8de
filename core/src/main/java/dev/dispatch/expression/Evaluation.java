package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of evaluating a condition. */
public sealed interface Evaluation {

    /**
     * It holds or it does not.
     *
     * @param summary every rule in one line, groups in words
     * @param rules the results in the order of the document
     */
    record Decided(boolean held, String summary, List<RuleResult> rules) implements Evaluation {
        public Decided {
            rules = List.copyOf(rules);
        }

        /** The form for records: {@code held}, {@code summary}, {@code rules}. */
        public ObjectNode toJson() {
            ArrayNode results = Json.array();
            rules.forEach(rule -> results.add(rule.toJson()));
            ObjectNode json = Json.object().put("held", held).put("summary", summary);
            json.set("rules", results);
            return json;
        }
    }

    /** A value of a rule is absent or unfit, so that nothing can be said. */
    record Undecidable(List<Issue> issues) implements Evaluation {
        public Undecidable {
            issues = List.copyOf(issues);
        }
    }
}
