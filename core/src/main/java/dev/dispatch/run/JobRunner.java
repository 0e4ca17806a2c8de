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
                plan,
                state,
                scope,
                events,
                services,
                new Transports(plan.http(), tree -> events.evaluations().evaluate(tree, scope), services),
                cancellation);
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
        boolean goOn = true;
        for (Node node : plan.nodes()) {
            goOn = goOn && !context.cancellation().cancelled();
            StepReport report = goOn ? new StepRunner(context, node, startedAt).run() : notRun(node);
            events.tell(new RunEvent.StepFinished(context.now(), report));
            reports.add(report);
            goOn = goOn && goesOn(report);
        }
        return finish(reports);
    }

    private static boolean goesOn(StepReport report) {
        return switch (report.outcome()) {
            case StepOutcome.Succeeded _, StepOutcome.Skipped _ -> true;
            case StepOutcome.Failed _, StepOutcome.Cancelled _, StepOutcome.NotRun _ -> false;
        };
    }

    private RunResult finish(List<StepReport> reports) {
        Outputs outputs = outputs();
        boolean cancelled = context.cancellation().cancelled()
                || reports.stream().anyMatch(report -> report.outcome() instanceof StepOutcome.Cancelled);
        RunResult.RunFailure failure = reports.stream()
                .flatMap(report ->
                        report.outcome().failure().map(cause -> new RunResult.RunFailure(report, cause)).stream())
                .findFirst()
                .orElse(null);
        if (failure == null && !cancelled && !outputs.issues().isEmpty()) {
            failure = new RunResult.RunFailure(null, outputs.failure());
        }
        RunStatus status = RunStatus.SUCCESS;
        if (failure != null) {
            status = RunStatus.FAILED;
        } else if (cancelled) {
            status = RunStatus.INTERRUPTED;
        }
        RunResult result = events.redaction()
                .redacted(new RunResult(
                        runId,
                        plan.job().jobType(),
                        status,
                        startedAt,
                        context.now(),
                        outputs.values(),
                        reports,
                        failure));
        events.tell(new RunEvent.RunFinished(result.endedAt(), result));
        return result;
    }

    private StepReport notRun(Node node) {
        StepOutcome outcome = new StepOutcome.NotRun();
        context.state().finished(node.step().id(), outcome);
        return new StepReport(
                node.number(),
                node.step().id(),
                ExecutionPath.step(node.step().id(), 1).text(),
                node.actionKey(),
                outcome,
                0,
                null,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** What the job gives: those that resolve, and why others did not. */
    private record Outputs(ObjectNode values, List<Issue> issues) {
        StepFailure failure() {
            return new StepFailure(
                    ProblemCode.RUNTIME_ERROR,
                    issues.getFirst().code(),
                    "An output could not be resolved: " + issues.getFirst().message(),
                    issues);
        }
    }

    private Outputs outputs() {
        ObjectNode values = Json.object();
        List<Issue> issues = new ArrayList<>();
        for (Map.Entry<String, TemplateTree> output : plan.job().outputs().entrySet()) {
            switch (context.evaluate(output.getValue(), context.scope())) {
                case Evaluated.Value(JsonNode value, var _) -> values.set(output.getKey(), value);
                case Evaluated.LeftOut _ -> {}
                case Evaluated.Failed(List<Issue> found) -> issues.addAll(context.located(null, found));
            }
        }
        return new Outputs(values, issues);
    }
}
