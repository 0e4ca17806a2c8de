package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.redact.Secrets;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes a plan, once. */
public final class JobRunner {

    private final Plan plan;
    private final String runId;
    private final RunEvents events;
    private final RunContext context;
    private final Instant startedAt;

    /**
     * A run that has not begun.
     *
     * @param secrets what must not be shown; those of the answers are added
     * @param cancellation ends the run where it stands; its status is then INTERRUPTED
     */
    public JobRunner(
            Plan plan,
            String runId,
            Instant startedAt,
            RunServices services,
            Secrets secrets,
            RunListener listener,
            Cancellation cancellation) {
        this.plan = plan;
        this.runId = runId;
        this.startedAt = startedAt;
        this.events = new RunEvents(secrets, listener);
        RunState state = new RunState(plan, runId, startedAt.toString());
        RunScope scope = new RunScope(state, services.generator());
        this.context = new RunContext(
                plan, state, scope, events, services, new Transports(plan.http(), scope, services), cancellation);
    }

    /** Runs on the calling thread to the end; failure and success both give a result. */
    public RunResult run() {
        events.tell(new RunEvent.RunStarted(
                startedAt,
                runId,
                plan.nodes().stream()
                        .map(node -> new RunEvent.PlannedStep(
                                node.number(), node.step().id(), node.actionKey()))
                        .toList()));
        List<StepReport> reports = new ArrayList<>();
        RunResult.RunFailure failure = null;
        for (Node node : plan.nodes()) {
            if (failure != null || context.cancellation().cancelled()) {
                reports.add(notRun(node));
                continue;
            }
            StepReport report = new StepRunner(context, node, startedAt).run();
            events.tell(new RunEvent.StepFinished(context.now(), report));
            reports.add(report);
            failure = failure(report).orElse(null);
        }
        return finish(reports, failure);
    }

    private RunResult finish(List<StepReport> reports, RunResult.@Nullable RunFailure stepFailure) {
        Outputs outputs = outputs();
        boolean cancelled = context.cancellation().cancelled()
                || reports.stream().anyMatch(report -> report.outcome() instanceof StepOutcome.Cancelled);
        RunResult.RunFailure failure = stepFailure;
        if (failure == null && !cancelled && !outputs.issues().isEmpty()) {
            failure = new RunResult.RunFailure(null, outputs.failure());
        }
        RunStatus status = RunStatus.SUCCESS;
        if (failure != null) {
            status = RunStatus.FAILED;
        } else if (cancelled) {
            status = RunStatus.INTERRUPTED;
        }
        RunResult result = events.redacted(new RunResult(
                runId, plan.job().jobType(), status, startedAt, context.now(), outputs.values(), reports, failure));
        events.tell(new RunEvent.RunFinished(result.endedAt(), result));
        return result;
    }

    private StepReport notRun(Node node) {
        StepOutcome outcome = new StepOutcome.NotRun();
        context.state().finished(node.step().id(), outcome);
        StepReport report = new StepReport(
                node.number(),
                node.step().id(),
                ExecutionPath.step(node.step().id()).text(),
                node.actionKey(),
                outcome,
                0,
                null,
                Duration.ZERO,
                Duration.ZERO);
        events.tell(new RunEvent.StepFinished(context.now(), report));
        return report;
    }

    private static Optional<RunResult.RunFailure> failure(StepReport report) {
        return report.outcome().failure().map(cause -> new RunResult.RunFailure(report, cause));
    }

    /** What the job gives: those that resolve, and why others did not. */
    private record Outputs(ObjectNode values, List<Issue> issues) {
        StepFailure failure() {
            return new StepFailure(
                    ProblemCode.RUNTIME_ERROR,
                    issues.getFirst().code().name(),
                    "An output could not be resolved: " + issues.getFirst().message(),
                    issues);
        }
    }

    private Outputs outputs() {
        ObjectNode values = Json.object();
        List<Issue> issues = new ArrayList<>();
        for (Map.Entry<String, TemplateTree> output : plan.job().outputs().entrySet()) {
            switch (output.getValue().evaluate(context.scope())) {
                case Evaluated.Value(JsonNode value, var _) -> values.set(output.getKey(), value);
                case Evaluated.LeftOut _ -> {}
                case Evaluated.Failed(List<Issue> found) ->
                    found.forEach(issue ->
                            issues.add(issue.atPosition(plan.job().source().position(issue.pointer()))));
            }
        }
        return new Outputs(values, issues);
    }
}
