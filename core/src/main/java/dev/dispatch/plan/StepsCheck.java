package dev.dispatch.plan;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Step;
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
        this.valueIssues = valueIssues;
    }

    /** The steps that could be planned. */
    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        int number = 0;
        for (Step step : job.steps()) {
            number++;
            Optional<Node> node = planner.plan(number, step);
            node.ifPresent(nodes::add);
            ActionDefinition action = node.map(StepsCheck::action).orElse(null);
            check(step, action);
            captures.check(step, action);
            references.finished(step, action);
        }
        JsonNode root = job.source().root();
        references.check(in(root, Pointer.ROOT, "outputs", JobRoots.STATE));
        references.check(in(root, Pointer.ROOT, "verification", JobRoots.RECORD));
        references.checkHttp(in(root, Pointer.ROOT, "http", JobRoots.PAYLOAD));
        return nodes;
    }

    UsedNames used() {
        return references.used();
    }

    private void check(Step step, @Nullable ActionDefinition action) {
        JsonNode written = at(job.source().root(), step.pointer());
        List<ReferenceUse> before = in(written, step.pointer(), "when", JobRoots.STATE);
        List<ReferenceUse> payload =
                TextReferences.in(step.payload(), step.pointer().child("payload"), PAYLOAD_AND_CONDITIONS);
        List<ReferenceUse> after = new ArrayList<>(in(written, step.pointer(), "expect", JobRoots.ANSWER));
        after.addAll(in(written, step.pointer(), "result", JobRoots.ANSWER));
        references.check(before, step, null);
        references.check(payload, step, null);
        references.check(after, step, action);
        values.check(before, valueIssues.inStep(step.id()));
        if (step.when() == null) {
            values.check(payload, valueIssues.inStep(step.id()));
            values.check(after, valueIssues.inStep(step.id()));
        }
    }

    /** The action whose response and exports the step has in the end. */
    private static ActionDefinition action(Node node) {
        return switch (node) {
            case Node.Action action -> action.callable().provided().action();
            case Node.Poll poll -> poll.poll().provided().action();
        };
    }

    private static List<ReferenceUse> in(JsonNode owner, Pointer at, String name, Roots roots) {
        return TextReferences.in(owner.path(name), at.child(name), roots);
    }

    private static JsonNode at(JsonNode root, Pointer pointer) {
        JsonNode at = root;
        for (String name : pointer.names()) {
            at = at.isArray() ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        return at;
    }
}
