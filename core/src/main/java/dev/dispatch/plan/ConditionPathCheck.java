package dev.dispatch.plan;

import dev.dispatch.expression.Condition;
import dev.dispatch.job.Job;
import dev.dispatch.job.Loop;
import dev.dispatch.job.RunNames;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;

/** Finds paths of {@code when} and {@code while} that begin with a name their document never has. */
final class ConditionPathCheck {

    private static final List<String> STATE = List.of("input", "run", "steps");
    private static final List<String> AFTER_PASS = List.of("input", "run", "steps", "response", "index");

    private final Job job;

    ConditionPathCheck(Job job) {
        this.job = job;
    }

    void when(Step step, Condition condition, IssueList issues) {
        List<String> roots = new ArrayList<>(STATE);
        step.locals().stream().filter(name -> !name.equals("previous")).forEach(roots::add);
        check(condition, step.pointer().child("when"), roots, issues);
    }

    void repeat(Step step, Loop.Repeat repeat, IssueList issues) {
        check(repeat.condition(), step.pointer().child("repeat").child("while"), AFTER_PASS, issues);
    }

    private void check(Condition condition, Pointer owner, List<String> roots, IssueList issues) {
        condition
                .rules()
                .forEach(rule -> rule.path()
                        .firstName()
                        .filter(name -> !roots.contains(name))
                        .ifPresent(name -> issues.add(() -> outside(rule, name, owner, roots))));
    }

    private Issue outside(Condition.Rule rule, String name, Pointer owner, List<String> roots) {
        String text = rule.path().text();
        return Issue.at(
                        IssueCode.INVALID_CONDITION,
                        rule.pointer().child("path"),
                        "'" + text + "' leads to nothing: '" + owner.names().getLast() + "' has no '" + name + "'")
                .expected("a path that begins with one of $." + String.join(", $.", roots))
                .actual(text)
                .suggestInstead(instead(text, name, roots));
    }

    /** The same path below the root that has the name; after a pass anything else belongs to what it answered. */
    private List<String> instead(String text, String name, List<String> roots) {
        String below = text.substring(1);
        List<String> near = NearNames.of(name, roots);
        if (job.steps().stream().anyMatch(step -> step.id().equals(name))) {
            return List.of("$.steps" + below);
        }
        if (job.inputs().containsKey(name)) {
            return List.of("$.input" + below);
        }
        if (RunNames.FACTS.contains(name)
                || job.steps().stream().anyMatch(step -> step.captures().containsKey(name))) {
            return List.of("$.run" + below);
        }
        if (near.size() == 1 && text.startsWith("$." + name)) {
            return List.of("$." + near.getFirst() + text.substring(2 + name.length()));
        }
        return roots.contains("response") ? List.of("$.response" + below) : List.of();
    }
}
