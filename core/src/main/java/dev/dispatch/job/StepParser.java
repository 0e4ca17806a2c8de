package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one step. */
final class StepParser {

    private static final Set<String> MEMBERS = Set.of(
            "id",
            "action",
            "payload",
            "steps",
            "parallel",
            "credential",
            "capture",
            "result",
            "when",
            "forEach",
            "repeat",
            "retry",
            "timeout",
            "expect",
            "continueOnError",
            "atRelative",
            "atAbsolute");
    private static final List<String> OF_CALLS = List.of("action", "payload", "credential");

    private final ScenarioParser scenario;
    private final Members members;
    private final IssueList issues;
    private final List<String> outer;

    /** @param outer names that the loops around the step give */
    StepParser(ScenarioParser scenario, Members members, IssueList issues, List<String> outer) {
        this.scenario = scenario;
        this.members = members.allow(MEMBERS, Set.of());
        this.issues = issues;
        this.outer = outer;
    }

    Step step(int number, String id) {
        Loop loop = new LoopParser(members, issues, outer).loop();
        List<String> locals = locals(loop);
        return new Step(
                number,
                id,
                members.pointer(),
                work(locals),
                loop,
                locals,
                captures(!locals.isEmpty()),
                members.node("result")
                        .flatMap(result -> TemplateTree.compile(
                                        result, members.pointer("result"), with(JobRoots.ANSWER, locals))
                                .orReport(issues::add))
                        .orElse(null),
                condition("when", with(JobRoots.STATE, locals)),
                StartParser.parse(members, issues),
                condition("expect", with(JobRoots.ANSWER, locals)),
                members.object("retry", "maxAttempts", Json::isInteger)
                        .map(retry -> RetryParser.parse(retry, issues))
                        .orElse(null),
                ScenarioParser.timeout(members, issues),
                members.flag("continueOnError").orElse(false));
    }

    private List<String> locals(@Nullable Loop loop) {
        List<String> own = switch (loop) {
            case Loop.ForEach forEach -> List.of("item", "index", forEach.as());
            case Loop.Repeat _ -> List.of("index", "previous");
            case null -> List.of();
        };
        List<String> all = new ArrayList<>(outer);
        own.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return all.stream().distinct().toList();
    }

    private Work work(List<String> locals) {
        if (!members.has("steps")) {
            if (members.has("parallel")) {
                Issue found = misplaced("parallel", "belongs to a block: it says how the steps of 'steps' run");
                // How a single call runs it does not change.
                issues.add(members.has("action") ? found.mend(new Patch.Remove(found.pointer())) : found);
            }
            return new Work.Call(action(), payload(), credential());
        }
        for (String name : OF_CALLS) {
            if (members.has(name)) {
                issues.add(misplaced(
                        name, "cannot stand beside 'steps': a step calls an action or holds a block of steps"));
            }
        }
        return new Work.Block(scenario.steps(members, "steps", "The block", locals), atOnce());
    }

    private Issue misplaced(String name, String why) {
        return Issue.at(IssueCode.SCHEMA_ERROR, members.pointer(name), "'" + name + "' " + why)
                .expected("no '" + name + "' here")
                .actual("'" + name + "'");
    }

    /** All at once where the job says {@code true}. */
    private int atOnce() {
        Optional<JsonNode> written = members.node("parallel");
        if (written.filter(JsonNode::isBoolean).isPresent()) {
            return members.flag("parallel").orElse(false) ? Loop.MOST_AT_ONCE : Work.Block.IN_ORDER;
        }
        if (written.filter(node -> !Json.isInteger(node)).isPresent()) {
            issues.add(MemberIssue.wrongType(members.pointer("parallel"), "boolean", written.get())
                    .expected("true, or the most of the steps at the same time, from 1 to " + Loop.MOST_AT_ONCE));
            return Work.Block.IN_ORDER;
        }
        return members.integer("parallel", 1, Loop.MOST_AT_ONCE).orElse(Work.Block.IN_ORDER);
    }

    private String action() {
        String action = members.missing("action", "module.action; or 'steps' with a block of steps")
                ? ""
                : members.text("action").orElse("");
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

    private @Nullable String credential() {
        String why = "names a credential profile";
        return members.text("credential")
                .filter(name -> !Literals.reported(name, members.pointer("credential"), why, issues))
                .orElse(null);
    }

    private ObjectNode payload() {
        return members.object("payload").isPresent()
                ? (ObjectNode) members.node("payload").orElseThrow()
                : Json.object();
    }

    private Map<String, Capture> captures(boolean inLoop) {
        if (inLoop && members.has("capture")) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CAPTURE,
                            members.pointer("capture"),
                            "A step in a loop captures nothing: each pass would set the same name")
                    .expected("'result' in the step, and the loop's array ${step.<loop>.response} after it")
                    .actual("'capture'"));
            return Map.of();
        }
        return members.object("capture")
                .map(captures -> CapturesParser.parse(captures, issues))
                .orElseGet(Map::of);
    }

    private @Nullable Condition condition(String name, Roots roots) {
        return members.node(name)
                .flatMap(node ->
                        Condition.parse(node, members.pointer(name), roots).orReport(issues::add))
                .orElse(null);
    }

    private static Roots with(Roots usual, List<String> locals) {
        Roots roots = usual;
        for (String name : locals) {
            roots = roots.and(name);
        }
        return roots;
    }
}
