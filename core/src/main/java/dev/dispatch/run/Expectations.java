package dev.dispatch.run;

import dev.dispatch.expression.RuleResult;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;

/** Says what a rule of {@code expect} wanted and what it found. */
final class Expectations {

    private static final int LONGEST = 200;

    private Expectations() {}

    static Issue issue(RuleResult rule, Step step) {
        return Issue.at(IssueCode.EXPECTATION_FAILED, step.pointer().child("expect"), rule.summary())
                .inStep(step.id())
                .expected(rule.operator().text()
                        + rule.expected()
                                .map(value -> " " + cut(Json.compact(value)))
                                .orElse(""))
                .actual(rule.actual().map(value -> cut(Json.compact(value))).orElse("absent"))
                .with("jsonPath", rule.path());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }
}
