package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.redact.Secrets;
import dev.dispatch.time.Cancellation;
import dev.dispatch.time.Durations;
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
        RunScope scope = new RunScope(new RunState(plan, runId, startedAt.toString()), services.generator());
        this.context = new RunContext(
                plan,
                startedAt,
                scope,
                events,
                services,
                new Transports(plan.http(), tree -> events.evaluations().evaluate(tree, scope), services),
                cancellation,
                new Workers(),
                new StepReports(),
                ExecutionPath.SCENARIO,
                new Repeatability());
    }

    /** Runs on the calling thread to the end; failure and success both give a result. */
    public RunResult run() {
        events.tell(new RunEvent.RunStarted(startedAt, runId, planned()));
        StepsRunner.Ended scenario = scenario();
        // What cleans up is not stopped by what stopped the rest; a second signal ends the process.
        RunContext last = context.until(new Cancellation()).at(ExecutionPath.FINALLY);
        StepsRunner.Ended finals = new StepsRunner(last).all(plan.finalSteps());
        context.workers().close();
        return finish(scenario, finals);
    }

    private List<RunEvent.PlannedStep> planned() {
        List<RunEvent.PlannedStep> planned = new ArrayList<>();
        plan(plan.steps(), 0, false, planned);
        plan(plan.finalSteps(), 0, false, planned);
        return planned;
    }

    private static void plan(List<Node> nodes, int depth, boolean inLoop, List<RunEvent.PlannedStep> planned) {
        for (Node node : nodes) {
            boolean loops = inLoop || node.step().loop() != null;
            planned.add(new RunEvent.PlannedStep(node.number(), node.step().id(), node.actionKey(), depth, loops));
            if (node instanceof Node.Block block) {
                plan(block.nodes(), depth + 1, loops, planned);
            }
        }
    }

    private StepsRunner.Ended scenario() {
        Duration timeout = plan.job().scenario().timeout();
        if (timeout == null) {
            return new StepsRunner(context).inOrder(plan.steps());
        }
        try (Deadline deadline =
                new Deadline(context.cancellation(), timeout, context.services().timer())) {
            StepsRunner.Ended ended = new StepsRunner(context.until(deadline.cancellation())).inOrder(plan.steps());
            boolean late = ended.failure() == null
                    && deadline.passed()
                    && !context.cancellation().cancelled();
            return late ? new StepsRunner.Ended(timedOut(timeout), false) : ended;
        }
    }

    private StepFailure timedOut(Duration timeout) {
        Issue issue = Issue.at(
                        IssueCode.TIMED_OUT,
                        Pointer.ROOT.child("scenario").child("timeout"),
                        "The scenario did not end within " + Durations.show(timeout))
                .expected("at most " + Durations.show(timeout))
                .actual("more");
        return new StepFailure(
                ProblemCode.TRANSIENT_ERROR,
                IssueCode.TIMED_OUT,
                issue.message(),
                context.located(null, List.of(issue)));
    }

    private RunResult finish(StepsRunner.Ended scenario, StepsRunner.Ended finals) {
        Outputs outputs = outputs();
        boolean cancelled = context.cancellation().cancelled();
        StepFailure cause = scenario.failure() == null && !cancelled ? finals.failure() : scenario.failure();
        if (cause == null && !cancelled && !outputs.issues().isEmpty()) {
            cause = outputs.failure();
        }
        RunStatus status = RunStatus.SUCCESS;
        if (cause != null) {
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
                        reports(),
                        cause == null ? null : new RunResult.RunFailure(cause.step(), cause)));
        events.tell(new RunEvent.RunFinished(result.endedAt(), result));
        return result;
    }

    private List<StepReport> reports() {
        List<StepReport> reports = context.reports().of(plan.steps(), ExecutionPath.SCENARIO);
        reports.addAll(context.reports().of(plan.finalSteps(), ExecutionPath.FINALLY));
        return reports;
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
