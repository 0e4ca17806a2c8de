package dev.dispatch.run;

import dev.dispatch.plan.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the steps of a run that ended: one report a step, however often a loop executed it. */
final class StepReports {

    private final Map<String, StepReport> reports = new HashMap<>();

    /** Keeps a report; those of the executions inside a loop become one, without what each of them gave. */
    synchronized void add(StepReport report) {
        StepReport before = reports.get(report.stepId());
        boolean inLoop = Places.inLoop(report.path());
        reports.put(report.stepId(), inLoop ? summed(before, report) : report);
    }

    /** One for each of these steps and of those in their blocks; what nobody reported has not run. */
    synchronized List<StepReport> of(List<Node> nodes, ExecutionPath place) {
        List<StepReport> all = new ArrayList<>();
        collect(nodes, place, all);
        return all;
    }

    private void collect(List<Node> nodes, ExecutionPath place, List<StepReport> all) {
        for (Node node : nodes) {
            StepReport known = reports.get(node.step().id());
            StepReport report = known == null ? notReported(node, place) : known;
            all.add(report);
            if (node instanceof Node.Block block) {
                boolean loops = node.step().loop() != null;
                collect(block.nodes(), loops ? place.anyPass(node.step().id()) : new ExecutionPath(report.path()), all);
            }
        }
    }

    private static StepReport notReported(Node node, ExecutionPath place) {
        StepReport report = notStarted(node, place, new StepOutcome.NotRun());
        return Places.inLoop(report.path()) ? report.at(Places.ofAny(report.path())) : report;
    }

    /** Of a step that did not start. */
    static StepReport notStarted(Node node, ExecutionPath place, StepOutcome outcome) {
        return new StepReport(
                node.number(),
                node.step().id(),
                place.step(node.step().id(), 1).text(),
                node.actionKey(),
                outcome,
                0,
                null,
                Duration.ZERO,
                Duration.ZERO,
                null);
    }

    /** Its path is that of none of them: it has a star for each item, and no attempt. */
    private static StepReport summed(@Nullable StepReport before, StepReport execution) {
        Passes passes = before == null || before.passes() == null ? Passes.NONE : before.passes();
        return new StepReport(
                execution.number(),
                execution.stepId(),
                Places.ofAny(execution.path()),
                execution.action(),
                worse(before == null ? new StepOutcome.NotRun() : before.outcome(), bare(execution.outcome())),
                (before == null ? 0 : before.attempts()) + execution.attempts(),
                before == null || before.startedAt() == null ? execution.startedAt() : before.startedAt(),
                (before == null ? Duration.ZERO : before.duration()).plus(execution.duration()),
                (before == null ? Duration.ZERO : before.waiting()).plus(execution.waiting()),
                passes.and(execution.outcome().status()));
    }

    /** What one pass gave belongs to that pass. */
    private static StepOutcome bare(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Succeeded _ -> new StepOutcome.Succeeded(StepOutput.NONE);
            case StepOutcome.Failed(StepOutput _, StepFailure cause) -> new StepOutcome.Failed(StepOutput.NONE, cause);
            case StepOutcome.Cancelled _ -> new StepOutcome.Cancelled(StepOutput.NONE);
            case StepOutcome.Skipped skipped -> skipped;
            case StepOutcome.NotRun notRun -> notRun;
        };
    }

    private static StepOutcome worse(StepOutcome one, StepOutcome other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(StepOutcome outcome) {
        return switch (outcome.status()) {
            case NOT_RUN -> 0;
            case SKIPPED -> 1;
            case SUCCEEDED -> 2;
            case CANCELLED -> 3;
            case FAILED -> 4;
        };
    }
}
