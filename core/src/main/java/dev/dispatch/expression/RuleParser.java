package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Patch;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads single rules. */
final class RuleParser {

    private static final List<String> MEMBERS = List.of("path", "op", "value");

    private final Roots roots;
    private final List<Issue> issues;

    /** @param issues receives every fault */
    RuleParser(Roots roots, List<Issue> issues) {
        this.roots = roots;
        this.issues = issues;
    }

    /** Empty where issues were added. */
    Optional<Condition.Rule> rule(JsonNode json, Pointer at) {
        UnknownMembers.report(json, MEMBERS, at, issues::add);
        Optional<JsonPath> path =
                text(json, "path", at, "a JSONPath such as $.status").flatMap(text -> path(text, at));
        Optional<Operator> operator = text(json, "op", at, operators()).flatMap(text -> operator(text, at));
        Optional<Operand> operand = operator.flatMap(known -> operand(known, json, at));
        return path.isPresent() && operator.isPresent() && operand.isPresent()
                ? Optional.of(new Condition.Rule(path.get(), operator.get(), operand.get(), at))
                : Optional.empty();
    }

    private static String operators() {
        return "one of " + String.join(", ", Operator.names());
    }

    private Optional<String> text(JsonNode rule, String name, Pointer at, String expected) {
        JsonNode member = rule.path(name);
        if (member.isString()) {
            return Optional.of(member.stringValue());
        }
        String fault = member.isMissingNode() ? "a rule needs '" + name + "'" : "'" + name + "' must be a string";
        Pointer place = member.isMissingNode() ? at : at.child(name);
        String found = member.isMissingNode()
                ? "no '" + name + "'"
                : Excerpt.of(member, Excerpt.SHORT).text();
        return fault(Issue.at(IssueCode.INVALID_CONDITION, place, fault)
                .expected(expected)
                .actual(found));
    }

    private Optional<JsonPath> path(String text, Pointer rule) {
        Pointer at = rule.child("path");
        if (text.contains("${")) {
            return fault(Issue.at(
                            IssueCode.INVALID_JSONPATH,
                            at,
                            "expressions work in a rule's value, not in its path: a path is read before the run")
                    .expected("a JSONPath without ${...}")
                    .actual(text));
        }
        try {
            return Optional.of(JsonPath.parse(text));
        } catch (JsonPathSyntaxException e) {
            return fault(Issue.at(IssueCode.INVALID_JSONPATH, at, "not a JSONPath (RFC 9535): " + e.getMessage())
                    .expected("a JSONPath such as $.status")
                    .actual(text)
                    .suggestInstead(e.suggestion().map(List::of).orElse(List.of())));
        }
    }

    private Optional<Operator> operator(String text, Pointer rule) {
        Optional<Operator> operator = Operator.named(text);
        if (operator.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_CONDITION, rule.child("op"), "there is no operator '" + text + "'")
                    .expected(operators())
                    .actual(text)
                    .suggestInstead(meant(text)));
        }
        return operator;
    }

    /** Near names, or the operator behind a word or a sign that other languages use. */
    private static List<String> meant(String text) {
        return switch (text) {
            case "equals", "equal", "is", "=", "==", "===" -> List.of("eq");
            case "not_equals", "not_eq", "ne", "!=", "!==", "<>" -> List.of("neq");
            case ">", "greater_than" -> List.of("gt");
            case ">=" -> List.of("gte");
            case "<", "less_than" -> List.of("lt");
            case "<=" -> List.of("lte");
            case "matches", "match" -> List.of("regex");
            default -> NearNames.of(text, Operator.names());
        };
    }

    private Optional<Operand> operand(Operator operator, JsonNode rule, Pointer at) {
        JsonNode value = rule.path("value");
        Pointer place = at.child("value");
        if (operator.takes() == Operator.Takes.NOTHING) {
            return value.isMissingNode() ? Optional.of(new Operand.Nothing()) : fault(needless(operator, value, place));
        }
        if (value.isMissingNode()) {
            return fault(Issue.at(IssueCode.INVALID_CONDITION, at, operator.text() + " needs a value")
                    .expected(operator.takes().text())
                    .actual("no 'value'"));
        }
        return TemplateTree.compile(value, place, roots)
                .orReport(issues::add)
                .flatMap(tree -> operand(operator, tree, place));
    }

    private Optional<Operand> operand(Operator operator, TemplateTree tree, Pointer place) {
        if (tree.optional()) {
            return fault(Issue.at(IssueCode.INVALID_CONDITION, place, "a rule's value cannot be left out with ?")
                    .expected("a value in any case, such as one with a default")
                    .actual(Excerpt.of(tree.source(), Excerpt.SHORT).text()));
        }
        return tree.constant()
                .map(value -> new OperandCheck(operator, place).check(value).orReport(issues::add))
                .orElseGet(() -> Optional.of(new Operand.Open(tree)));
    }

    /** The value false may want to say the opposite, so nothing is certain then. */
    private static Issue needless(Operator operator, JsonNode value, Pointer place) {
        Issue issue = Issue.at(IssueCode.INVALID_CONDITION, place, operator.text() + " takes no value")
                .expected("no 'value'")
                .actual(Excerpt.of(value, Excerpt.SHORT).text());
        return value.isBoolean() && !value.booleanValue()
                ? issue
                : issue.suggest("remove 'value'").mend(new Patch.Remove(place));
    }

    private <T> Optional<T> fault(Issue issue) {
        issues.add(issue);
        return Optional.empty();
    }
}
