package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Patch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code scenario}: lists of steps, and what all steps of a job share, their numbers and ids. */
final class ScenarioParser {

    private static final Set<String> MEMBERS = Set.of("steps", "finally", "timeout");

    private final IssueList issues;
    private final Map<String, Pointer> ids = new HashMap<>();
    private int count;

    private ScenarioParser(IssueList issues) {
        this.issues = issues;
    }

    static Scenario parse(Members scenario, IssueList issues) {
        return new ScenarioParser(issues).scenario(scenario);
    }

    private Scenario scenario(Members scenario) {
        scenario.allow(MEMBERS, Set.of());
        Duration timeout = timeout(scenario, issues);
        List<Step> steps = scenario.missing("steps", "an array of at least one step")
                ? List.of()
                : steps(scenario, "steps", "The scenario", List.of());
        List<Step> finalSteps =
                scenario.has("finally") ? steps(scenario, "finally", "'finally'", List.of()) : List.of();
        return new Scenario(steps, finalSteps, timeout);
    }

    /**
     * Reads an array of steps, at least one.
     *
     * @param owner who has none where the array is empty
     * @param locals names that the loops around give
     */
    List<Step> steps(Members members, String name, String owner, List<String> locals) {
        Map<Pointer, JsonNode> elements = members.elements(name);
        if (elements.isEmpty() && members.node(name).filter(JsonNode::isArray).isPresent()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, members.pointer(name), owner + " has no step")
                    .expected("an array of at least one step")
                    .actual("[]"));
        }
        List<Step> steps = new ArrayList<>();
        elements.forEach((at, node) -> steps.add(step(at, node, locals)));
        return steps;
    }

    /** The longest time for something; null where it has none, or one in which nothing can be done. */
    static @Nullable Duration timeout(Members owner, IssueList issues) {
        Optional<Duration> timeout = owner.duration("timeout");
        if (timeout.filter(Duration::isZero).isPresent()) {
            issues.add(Issue.at(
                            IssueCode.INVALID_DURATION,
                            owner.pointer("timeout"),
                            "A 'timeout' of nothing leaves no time for anything")
                    .expected("a duration of more than 0, such as 30s")
                    .actual(owner.text("timeout").orElse("")));
            return null;
        }
        return timeout.orElse(null);
    }

    private Step step(Pointer at, JsonNode node, List<String> locals) {
        int number = ++count;
        String written = node.path("id").asString("");
        String id = node.path("id").isString() && !written.isBlank() ? written : "step_" + number;
        IssueList found = issues.inStep(id);
        Members members = Members.of(node, at, found);
        if (members.text("id").isPresent()) {
            checkId(number, id, at.child("id"), found);
        }
        ids.putIfAbsent(id, at);
        return new StepParser(this, members, found, locals).step(number, id);
    }

    private void checkId(int number, String id, Pointer at, IssueList found) {
        NameCheck.checkValue(IssueCode.INVALID_STEP_ID, "step", id, at, found);
        if (NameCheck.isReserved(id)) {
            Issue issue = Issue.at(
                            IssueCode.INVALID_STEP_ID,
                            at,
                            "'" + id + "' is a name that dispatch gives to steps without an id")
                    .expected("a name that is not step_<n>")
                    .actual(id)
                    .suggest("say what the step does, or leave the id out");
            // The step has this very name without it.
            found.add(id.equals("step_" + number) ? issue.mend(new Patch.Remove(at)) : issue);
        }
        Pointer first = ids.get(id);
        if (first != null) {
            found.add(Issue.at(
                            IssueCode.DUPLICATE_STEP_ID,
                            at,
                            "The id '" + id + "' belongs to " + first.dotted() + " already")
                    .expected("an id that is unique in the job")
                    .actual(id));
        }
    }
}
