package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPathLimitException;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One evaluation of a condition against one document. */
final class ConditionEvaluator {

    private final JsonNode root;
    private final Scope scope;
    private final UnaryOperator<JsonNode> operands;
    private final List<RuleResult> results = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    /** Whether a part holds, and how that reads. */
    private record Verdict(boolean held, String summary) {}

    /** @param operands what is made of the values of rules before they are compared */
    ConditionEvaluator(JsonNode root, Scope scope, UnaryOperator<JsonNode> operands) {
        this.root = root;
        this.scope = scope;
        this.operands = operands;
    }

    Evaluation evaluate(Condition condition) {
        Verdict verdict = verdict(condition);
        return issues.isEmpty()
                ? new Evaluation.Decided(verdict.held(), verdict.summary(), results)
                : new Evaluation.Undecidable(issues);
    }

    private Verdict verdict(Condition condition) {
        return switch (condition) {
            case Condition.Rule rule -> rule(rule);
            case Condition.Group group -> group(group);
        };
    }

    private Verdict group(Condition.Group group) {
        List<Verdict> verdicts = group.conditions().stream().map(this::verdict).toList();
        boolean held = switch (group.mode()) {
            case ALL -> verdicts.stream().allMatch(Verdict::held);
            case ANY -> verdicts.stream().anyMatch(Verdict::held);
        };
        String summaries = verdicts.stream().map(Verdict::summary).collect(Collectors.joining("; "));
        if (verdicts.size() == 1) {
            return new Verdict(held, summaries);
        }
        return new Verdict(
                held,
                switch (group.mode()) {
                    case ALL -> summaries;
                    case ANY -> "any of (" + summaries + ") => " + held;
                });
    }

    private Verdict rule(Condition.Rule rule) {
        Optional<Operand> operand = ready(rule).map(known -> viewed(rule.operator(), known));
        if (operand.isEmpty()) {
            return new Verdict(false, "");
        }
        Optional<JsonNode> actual;
        try {
            actual = rule.path().value(root);
        } catch (JsonPathLimitException e) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CONDITION,
                            rule.pointer().child("path"),
                            rule.path().text() + ": " + e.getMessage())
                    .expected("a path that is found in bounded time")
                    .actual(rule.path().text()));
            return new Verdict(false, "");
        }
        RuleResult result = result(rule, operand.get(), actual);
        results.add(result);
        return new Verdict(result.held(), result.summary());
    }

    /** Names of types and lengths have a form to keep. */
    private Operand viewed(Operator operator, Operand operand) {
        return switch (operator.takes()) {
            case ANYTHING, ARRAY, TEXT ->
                operand instanceof Operand.Known(JsonNode value) ? new Operand.Known(operands.apply(value)) : operand;
            case NOTHING, REGEX, TYPE_NAME, LENGTH, SCHEMA -> operand;
        };
    }

    /** The operand without open expressions; empty where issues were added. */
    private Optional<Operand> ready(Condition.Rule rule) {
        if (!(rule.operand() instanceof Operand.Open(TemplateTree tree))) {
            return Optional.of(rule.operand());
        }
        Pointer place = rule.pointer().child("value");
        return switch (tree.evaluate(scope)) {
            case Evaluated.Value value ->
                new OperandCheck(rule.operator(), place).check(value.value()).orReport(issues::add);
            case Evaluated.Failed(List<Issue> faults) -> {
                issues.addAll(faults);
                yield Optional.empty();
            }
            case Evaluated.LeftOut _ -> throw new IllegalStateException(place + " was left out");
        };
    }

    private static RuleResult result(Condition.Rule rule, Operand operand, Optional<JsonNode> actual) {
        boolean held = new Comparison(rule.operator(), operand).holds(actual);
        Optional<JsonNode> expected = operand instanceof Operand.Nothing
                ? Optional.empty()
                : Optional.of(Excerpt.of(operand.shown(), Excerpt.LONG).value());
        return new RuleResult(
                rule.pointer(),
                rule.path().text(),
                rule.operator(),
                expected,
                actual.map(value -> Excerpt.of(value, Excerpt.LONG).value()),
                held,
                held ? Optional.empty() : actual.flatMap(value -> mismatch(rule.operator(), operand, value)));
    }

    private static Optional<Mismatch> mismatch(Operator operator, Operand operand, JsonNode actual) {
        if (operand instanceof Operand.Schema schema) {
            List<SchemaViolation> violations = schema.schema().validate(actual);
            return Optional.of(new Mismatch.Violations(violations, violations.size()));
        }
        return operator == Operator.EQ && operand instanceof Operand.Known(JsonNode expected)
                ? JsonDiff.between(expected, actual)
                : Optional.empty();
    }
}
