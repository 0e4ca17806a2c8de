package dev.dispatch.run;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.Mismatch;
import dev.dispatch.expression.Operand;
import dev.dispatch.expression.RuleResult;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.redact.Redactor;
import dev.dispatch.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates conditions and templates of a run: what they decide comes from the real values, what they say of them from
 * redacted ones. A result cuts long values, and half a secret is none that a redaction could find afterwards.
 */
final class Evaluations {

    private final Redactor redactor;

    Evaluations(Redactor redactor) {
        this.redactor = redactor;
    }

    /** What may be said of the values that a scope sees. */
    RunScope shown(RunScope scope) {
        return scope.through(redactor::json);
    }

    /** The value; of a failure every finding, in words that may be shown. */
    Evaluated evaluate(TemplateTree tree, RunScope scope) {
        Evaluated real = tree.evaluate(scope);
        if (!(real instanceof Evaluated.Failed)) {
            return real;
        }
        return tree.evaluate(shown(scope)) instanceof Evaluated.Failed shown ? shown : real;
    }

    /** Over what the step answered. */
    Evaluation evaluate(Condition condition, JsonNode response, RunScope scope) {
        return evaluate(condition, response, redactor.json(response), scope);
    }

    /** Over the state of the run. */
    Evaluation evaluate(Condition condition, RunScope scope) {
        Ways ways = Ways.of(condition);
        return evaluate(
                condition, before(scope, ways, UnaryOperator.identity()), before(scope, ways, redactor::json), scope);
    }

    /** What is there before a step or a pass of a loop, with the names of the loops around. */
    private static ObjectNode before(RunScope scope, Ways ways, UnaryOperator<JsonNode> view) {
        ObjectNode document = scope.state().document(ways, view);
        scope.locals().properties().stream()
                .filter(local -> !local.getKey().equals("previous") && ways.leadInto(local.getKey()))
                .forEach(local -> document.set(local.getKey(), view.apply(local.getValue())));
        return document;
    }

    /**
     * Over the state of the run and what a pass of a loop answered.
     *
     * @param response null where the pass has none
     */
    Evaluation evaluate(Condition condition, RunScope scope, int index, @Nullable JsonNode response) {
        Ways ways = Ways.of(condition);
        return evaluate(
                condition,
                afterPass(scope.state().document(ways, UnaryOperator.identity()), index, response, node -> node),
                afterPass(scope.state().document(ways, redactor::json), index, response, redactor::json),
                scope);
    }

    private static ObjectNode afterPass(
            ObjectNode document, int index, @Nullable JsonNode response, UnaryOperator<JsonNode> view) {
        if (response != null) {
            document.set("response", view.apply(response));
        }
        return document.put("index", index);
    }

    private Evaluation evaluate(Condition condition, JsonNode document, JsonNode redacted, RunScope scope) {
        Evaluation real = condition.evaluate(document, scope);
        if (redacted.equals(document) && condition.references().isEmpty() && isFreeOfSecrets(condition)) {
            return real;
        }
        Evaluation shown = condition.evaluate(redacted, shown(scope), redactor::json);
        return switch (real) {
            case Evaluation.Undecidable undecidable ->
                shown instanceof Evaluation.Undecidable inWords ? inWords : undecidable;
            case Evaluation.Decided decided -> {
                List<RuleResult> rules = rules(decided, shown);
                yield new Evaluation.Decided(decided.held(), summary(condition, rules.iterator()).text, rules);
            }
        };
    }

    /** As far as its values are written out. */
    private boolean isFreeOfSecrets(Condition condition) {
        return condition
                .rules()
                .allMatch(rule -> !(rule.operand() instanceof Operand.Known(JsonNode value))
                        || redactor.json(value).equals(value));
    }

    /** The real verdicts beside the redacted values. */
    private static List<RuleResult> rules(Evaluation.Decided real, Evaluation shown) {
        List<RuleResult> rules = new ArrayList<>();
        for (int i = 0; i < real.rules().size(); i++) {
            RuleResult rule = real.rules().get(i);
            rules.add(
                    shown instanceof Evaluation.Decided decided
                            ? redacted(rule, decided.rules().get(i))
                            : with(rule, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return rules;
    }

    private static RuleResult redacted(RuleResult real, RuleResult shown) {
        return with(real, shown.expected(), shown.actual(), real.held() ? Optional.empty() : mismatch(real, shown));
    }

    /** What is wrong with the real value too: a redacted one may have further faults. */
    private static Optional<Mismatch> mismatch(RuleResult real, RuleResult shown) {
        if (shown.held()) {
            return Optional.of(new Mismatch.Hidden());
        }
        if (real.mismatch().orElse(null) instanceof Mismatch.Violations(List<SchemaViolation> violations, int total)
                && shown.mismatch().orElse(null) instanceof Mismatch.Violations seen) {
            List<SchemaViolation> both = seen.shown().stream()
                    .filter(violation -> violations.stream().anyMatch(other -> isSame(violation, other)))
                    .toList();
            return Optional.of(both.isEmpty() ? new Mismatch.Hidden() : new Mismatch.Violations(both, total));
        }
        return shown.mismatch();
    }

    private static boolean isSame(SchemaViolation a, SchemaViolation b) {
        return a.keyword().equals(b.keyword()) && a.pointer().equals(b.pointer());
    }

    /** A value that the redacted document does not have at that place is hidden altogether. */
    private static RuleResult with(
            RuleResult rule, Optional<JsonNode> expected, Optional<JsonNode> actual, Optional<Mismatch> mismatch) {
        JsonNode hidden = Json.text(Redactor.MARK);
        return new RuleResult(
                rule.pointer(),
                rule.path(),
                rule.operator(),
                rule.expected().map(_ -> expected.orElse(hidden)),
                rule.actual().map(_ -> actual.orElse(hidden)),
                rule.held(),
                mismatch);
    }

    private record Summary(boolean held, String text) {}

    /** In the words of a condition's own summary. */
    private static Summary summary(Condition condition, Iterator<RuleResult> rules) {
        return switch (condition) {
            case Condition.Rule _ -> {
                RuleResult rule = rules.next();
                yield new Summary(rule.held(), rule.summary());
            }
            case Condition.Group group -> {
                List<Summary> parts = group.conditions().stream()
                        .map(part -> summary(part, rules))
                        .toList();
                String texts = parts.stream().map(Summary::text).collect(Collectors.joining("; "));
                yield switch (group.mode()) {
                    case ALL -> new Summary(parts.stream().allMatch(Summary::held), texts);
                    case ANY -> {
                        boolean held = parts.stream().anyMatch(Summary::held);
                        yield new Summary(held, parts.size() == 1 ? texts : "any of (" + texts + ") => " + held);
                    }
                };
            }
        };
    }
}
