package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Patch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code scenario} and its steps. */
final class StepsParser {

    private static final Set<String> MEMBERS = Set.of(
            "id", "action", "payload", "credential", "capture", "result", "when", "expect", "atRelative", "atAbsolute");
    private static final Set<String> LATER =
            Set.of("steps", "parallel", "forEach", "repeat", "retry", "timeout", "continueOnError");
    private final IssueList all;
    private final Map<String, Pointer> ids = new HashMap<>();

    private StepsParser(IssueList issues) {
        this.all = issues;
    }

    static List<Step> parse(Members scenario, IssueList issues) {
        scenario.allow(Set.of("steps"), Set.of("finally", "timeout"));
        if (scenario.missing("steps", "an array of at least one step")) {
            return List.of();
        }
        Map<Pointer, JsonNode> elements = scenario.elements("steps");
        if (elements.isEmpty() && scenario.node("steps").orElseThrow().isArray()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, scenario.pointer("steps"), "The scenario has no step")
                    .expected("an array of at least one step")
                    .actual("[]"));
        }
        StepsParser parser = new StepsParser(issues);
        List<Step> steps = new ArrayList<>();
        elements.forEach((at, node) -> steps.add(parser.step(steps.size() + 1, at, node)));
        return steps;
    }

    private Step step(int number, Pointer at, JsonNode node) {
        String id = node.path("id").isString() && !node.path("id").stringValue().isBlank()
                ? node.path("id").stringValue()
                : "step_" + number;
        IssueList issues = all.inStep(id);
        Members members = Members.of(node, at, issues).allow(MEMBERS, LATER);
        if (members.text("id").isPresent()) {
            checkId(number, id, members.pointer("id"), issues);
        }
        ids.putIfAbsent(id, at);
        return new Step(
                id,
                at,
                action(members, issues),
                payload(members),
                credential(members, issues),
                members.object("capture")
                        .map(captures -> CapturesParser.parse(captures, issues))
                        .orElseGet(Map::of),
                members.node("result")
                        .flatMap(result -> TemplateTree.compile(result, members.pointer("result"), JobRoots.ANSWER)
                                .orReport(issues::add))
                        .orElse(null),
                condition(members, "when", JobRoots.STATE, issues),
                StartParser.parse(members, issues),
                condition(members, "expect", JobRoots.ANSWER, issues));
    }

    private void checkId(int number, String id, Pointer at, IssueList issues) {
        NameCheck.checkValue(IssueCode.INVALID_STEP_ID, "step", id, at, issues);
        if (NameCheck.isReserved(id)) {
            Issue issue = Issue.at(
                            IssueCode.INVALID_STEP_ID,
                            at,
                            "'" + id + "' is a name that dispatch gives to steps without an id")
                    .expected("a name that is not step_<n>")
                    .actual(id)
                    .suggest("say what the step does, or leave the id out");
            // The step has this very name without it.
            issues.add(id.equals("step_" + number) ? issue.mend(new Patch.Remove(at)) : issue);
        }
        Pointer first = ids.get(id);
        if (first != null) {
            issues.add(Issue.at(
                            IssueCode.DUPLICATE_STEP_ID,
                            at,
                            "The id '" + id + "' belongs to " + first.dotted() + " already")
                    .expected("an id that is unique in the job")
                    .actual(id));
        }
    }

    private static String action(Members members, IssueList issues) {
        boolean block = members.has("steps") || members.has("parallel");
        // That blocks are not supported is said already; they need no action.
        String action = (block ? members.text("action") : members.requiredText("action")).orElse("");
        String why = "must be known before the run";
        if (!action.isEmpty()
                && ActionKey.parse(action).isEmpty()
                && !Literals.reported(action, members.pointer("action"), why, issues)) {
            issues.add(Issue.at(
                            IssueCode.INVALID_ACTION_FORMAT,
                            members.pointer("action"),
                            "'" + action + "' is not of the form module.action")
                    .expected("module.action, each part of lower-case letters, digits and hyphens")
                    .actual(action));
        }
        return action;
    }

    private static @Nullable String credential(Members members, IssueList issues) {
        Optional<String> profile = members.text("credential");
        String why = "names a credential profile";
        return profile.filter(name -> !Literals.reported(name, members.pointer("credential"), why, issues))
                .orElse(null);
    }

    private static ObjectNode payload(Members members) {
        return members.object("payload").isPresent()
                ? (ObjectNode) members.node("payload").orElseThrow()
                : Json.object();
    }

    private static @Nullable Condition condition(Members members, String name, Roots roots, IssueList issues) {
        return members.node(name)
                .flatMap(node ->
                        Condition.parse(node, members.pointer(name), roots).orReport(issues::add))
                .orElse(null);
    }
}
