package dev.dispatch.plan;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Walks the steps in their order and checks what each needs and what it refers to. */
final class StepsCheck {

    /** A poll's conditions stand in its payload; their {@code response} is that of the polled action. */
    private static final Roots PAYLOAD_AND_CONDITIONS = JobRoots.ANSWER.and("credential");

    private final Job job;
    private final StepPlanner planner;
    private final ReferenceCheck references;
    private final CaptureCheck captures;
    private final GivenValueCheck values;
    private final IssueList valueIssues;
    private final IssueList issues;

    /** The steps that could be planned. */
    record Planned(List<Node> steps, List<Node> finalSteps) {
        List<Node> all() {
            List<Node> all = Node.all(steps);
            all.addAll(Node.all(finalSteps));
            return all;
        }

        List<Node.Leaf> leaves() {
            return all().stream()
                    .filter(Node.Leaf.class::isInstance)
                    .map(Node.Leaf.class::cast)
                    .toList();
        }
    }

    /** @param valueIssues receives absent variables and inputs, which only a run needs */
    StepsCheck(
            Job job,
            StepPlanner planner,
            ReferenceCheck references,
            GivenValueCheck values,
            Findings findings,
            IssueList valueIssues) {
        this.job = job;
        this.planner = planner;
        this.references = references;
        this.captures = new CaptureCheck(findings.job(), findings.warnings());
        this.values = values;
        this.issues = findings.job();
        this.valueIssues = valueIssues;
    }

    Planned planned() {
        List<Node> steps = inOrder(job.scenario().steps(), false);
        references.afterScenario();
        List<Node> finalSteps = inOrder(job.scenario().finalSteps(), false);
        JsonNode root = job.source().root();
        references.check(in(root, Pointer.ROOT, "outputs", JobRoots.STATE));
        references.check(in(root, Pointer.ROOT, "verification", JobRoots.RECORD));
        references.checkHttp(in(root, Pointer.ROOT, "http", JobRoots.PAYLOAD));
        return new Planned(steps, finalSteps);
    }

    UsedNames used() {
        return references.used();
    }

    private List<Node> inOrder(List<Step> steps, boolean conditional) {
        List<Node> nodes = new ArrayList<>();
        steps.forEach(step -> node(step, conditional).ifPresent(nodes::add));
        return nodes;
    }

    /** None of them sees what another one gives; what comes after the block sees all of it. */
    private List<Node> atOnce(List<Step> steps, boolean conditional) {
        List<Node> nodes = new ArrayList<>();
        List<ReferenceCheck.Given> given = new ArrayList<>();
        ReferenceCheck.Place before = references.place();
        for (Step step : steps) {
            node(step, conditional).ifPresent(nodes::add);
            given.add(references.backTo(before));
        }
        given.forEach(references::see);
        return nodes;
    }

    /** @param conditional whether a block around the step may be skipped */
    private Optional<Node> node(Step step, boolean conditional) {
        boolean maySkip = conditional || step.when() != null;
        ReferenceCheck.Place before = references.place();
        Optional<Node> node = switch (step.work()) {
            case Work.Call _ -> call(step, maySkip);
            case Work.Block block -> block(step, block, maySkip);
        };
        if (step.loop() != null) {
            references.backTo(before);
        }
        references.finished(step, node.flatMap(StepsCheck::action).orElse(null));
        return node;
    }

    private Optional<Node> call(Step step, boolean maySkip) {
        Optional<Node> node = planner.plan(step).map(found -> found);
        ActionDefinition action = node.flatMap(StepsCheck::action).orElse(null);
        before(step);
        List<ReferenceUse> payload =
                TextReferences.in(step.payload(), step.pointer().child("payload"), step.roots(PAYLOAD_AND_CONDITIONS));
        references.check(payload, step, null);
        if (!maySkip) {
            values.check(payload, valueIssues.inStep(step.id()));
        }
        after(step, action, maySkip);
        captures.check(step, action);
        return node;
    }

    private Optional<Node> block(Step step, Work.Block block, boolean maySkip) {
        before(step);
        List<Node> nodes = block.parallel() ? atOnce(block.steps(), maySkip) : inOrder(block.steps(), maySkip);
        after(step, null, maySkip);
        captures.check(step, null);
        return Optional.of(new Node.Block(step, nodes, block.atOnce()));
    }

    /** What is evaluated before a step does anything. */
    private void before(Step step) {
        JsonNode written = step.pointer().in(job.source().root());
        List<ReferenceUse> uses = in(written, step.pointer(), "when", step.roots(JobRoots.STATE));
        uses.addAll(in(written.path("forEach"), step.pointer().child("forEach"), "items", step.roots(JobRoots.STATE)));
        references.check(uses, step, null);
        values.check(uses, valueIssues.inStep(step.id()));
        if (step.when() != null) {
            new ConditionPathCheck(job).when(step, step.when(), issues.inStep(step.id()));
        }
    }

    /** What is evaluated over the answer of a step. */
    private void after(Step step, @Nullable ActionDefinition action, boolean maySkip) {
        JsonNode written = step.pointer().in(job.source().root());
        Roots answer = step.roots(JobRoots.ANSWER);
        List<ReferenceUse> uses = in(written, step.pointer(), "expect", answer);
        uses.addAll(in(written, step.pointer(), "result", answer));
        uses.addAll(in(written.path("repeat"), step.pointer().child("repeat"), "while", answer));
        references.check(uses, step, action);
        if (!maySkip) {
            values.check(uses, valueIssues.inStep(step.id()));
        }
        if (step.loop() instanceof Loop.Repeat repeat) {
            new ConditionPathCheck(job).repeat(step, repeat, issues.inStep(step.id()));
        }
    }

    /** The action whose response and exports the step has in the end; empty for a block. */
    private static Optional<ActionDefinition> action(Node node) {
        return switch (node) {
            case Node.Action action -> Optional.of(action.callable().provided().action());
            case Node.Poll poll -> Optional.of(poll.poll().provided().action());
            case Node.Call call -> Optional.of(call.described());
            case Node.Block _ -> Optional.empty();
        };
    }

    private static List<ReferenceUse> in(JsonNode owner, Pointer at, String name, Roots roots) {
        return TextReferences.in(owner.path(name), at.child(name), roots);
    }
}
