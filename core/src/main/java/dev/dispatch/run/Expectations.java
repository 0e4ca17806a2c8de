package dev.dispatch.run;

import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.RuleResult;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Says what the rules of {@code expect} wanted and what they found. */
final class Expectations {

    private Expectations() {}

    /** Why the step failed: every rule that does not hold. */
    static StepFailure failure(Evaluation.Decided decided, RunContext context, Step step) {
        List<RuleResult> broken =
                decided.rules().stream().filter(rule -> !rule.held()).toList();
        return new StepFailure(
                ProblemCode.ASSERTION_FAILED,
                IssueCode.EXPECTATION_FAILED,
                "Expectation failed: " + broken.getFirst().summary(),
                context.located(
                        step.id(), broken.stream().map(Expectations::issue).toList()));
    }

    private static Issue issue(RuleResult rule) {
        ObjectNode closer = Json.object()
                .put("jsonPath", rule.path())
                .put("operator", rule.operator().text());
        rule.mismatch().ifPresent(mismatch -> mismatch.addTo(closer));
        Issue issue = Issue.at(IssueCode.EXPECTATION_FAILED, rule.pointer(), rule.summary())
                .actual(rule.actual()
                        .map(value -> RunRedaction.cut(Json.compact(value)))
                        .orElse("absent"))
                .with(closer);
        return rule.expected()
                .map(value -> issue.expected(RunRedaction.cut(Json.compact(value))))
                .orElse(issue);
    }
}
