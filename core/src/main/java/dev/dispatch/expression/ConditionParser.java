package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads conditions and collects every fault on the way. */
final class ConditionParser {

    private static final int MOST_NESTING = 32;
    private static final String FORM = "a rule {path, op, value?}, an array of rules, or a group {mode, rules}";
    private static final List<String> GROUP_MEMBERS = List.of("mode", "rules");

    private final List<Issue> issues = new ArrayList<>();
    private final RuleParser rules;

    ConditionParser(Roots roots) {
        this.rules = new RuleParser(roots, issues);
    }

    Parsed<Condition> parse(JsonNode json, Pointer base) {
        Optional<Condition> condition = condition(json, base, 0);
        return issues.isEmpty() && condition.isPresent()
                ? new Parsed.Ok<>(condition.get())
                : new Parsed.Faulty<>(issues);
    }

    /** Empty where issues were added. */
    private Optional<Condition> condition(JsonNode json, Pointer at, int depth) {
        if (depth > MOST_NESTING) {
            return fault(
                    Issue.at(IssueCode.INVALID_CONDITION, at, "conditions nest deeper than " + MOST_NESTING + " levels")
                            .expected("at most " + MOST_NESTING + " levels")
                            .actual("more"));
        }
        if (json.isArray()) {
            return group(Condition.Mode.ALL, json, at, depth);
        }
        if (!json.isObject()) {
            return fault(Issue.at(IssueCode.INVALID_CONDITION, at, "this is not a condition")
                    .expected(FORM)
                    .actual(Excerpt.of(json, Excerpt.SHORT).text()));
        }
        return json.has("rules") || json.has("mode")
                ? group(json, at, depth)
                : rules.rule(json, at).map(Condition.class::cast);
    }

    private Optional<Condition> group(JsonNode json, Pointer at, int depth) {
        UnknownMembers.report(json, GROUP_MEMBERS, at, issues::add);
        Optional<Condition.Mode> mode = mode(json.path("mode"), at.child("mode"));
        JsonNode members = json.path("rules");
        if (!members.isArray()) {
            return fault(Issue.at(IssueCode.INVALID_CONDITION, at.child("rules"), "a group needs an array of rules")
                    .expected("an array")
                    .actual(
                            members.isMissingNode()
                                    ? "no 'rules'"
                                    : Excerpt.of(members, Excerpt.SHORT).text()));
        }
        return group(mode.orElse(Condition.Mode.ALL), members, at.child("rules"), depth);
    }

    private Optional<Condition.Mode> mode(JsonNode json, Pointer at) {
        if (json.isMissingNode()) {
            return Optional.of(Condition.Mode.ALL);
        }
        if (json.isString() && json.stringValue().equals("ALL")) {
            return Optional.of(Condition.Mode.ALL);
        }
        if (json.isString() && json.stringValue().equals("ANY")) {
            return Optional.of(Condition.Mode.ANY);
        }
        String found = Excerpt.of(json, Excerpt.SHORT).text();
        return fault(Issue.at(IssueCode.INVALID_CONDITION, at, "a group's mode is ALL or ANY, found " + found)
                .expected("ALL or ANY")
                .actual(found)
                .suggestInstead(json.isString() ? NearNames.of(json.stringValue(), List.of("ALL", "ANY")) : List.of()));
    }

    private Optional<Condition> group(Condition.Mode mode, JsonNode members, Pointer at, int depth) {
        if (members.isEmpty()) {
            String always = mode == Condition.Mode.ALL ? "always" : "never";
            return fault(
                    Issue.at(IssueCode.INVALID_CONDITION, at, "without a rule the condition would " + always + " hold")
                            .expected("at least one rule")
                            .actual("[]"));
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            condition(members.get(i), at.child(i), depth + 1).ifPresent(conditions::add);
        }
        return Optional.of(new Condition.Group(mode, conditions));
    }

    private <T> Optional<T> fault(Issue issue) {
        issues.add(issue);
        return Optional.empty();
    }
}
