package dev.dispatch.run;

import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.redact.Secrets;
import dev.dispatch.time.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        this(plan, runId, RunFacts.of(runId), startedAt, services, secrets, listener, cancellation);
    }

    /**
     * The same where its expressions see another id, or a batch around it.
     */
    public JobRunner(
            Plan plan,
            String runId,
            RunFacts facts,
            Instant startedAt,
            RunServices services,
            Secrets secrets,
            RunListener listener,
            Cancellation cancellation) {
        this.plan = plan;
        this.runId = runId;
        this.startedAt = startedAt;
        this.events = new RunEvents(secrets, listener, services.turns());
        RunScope scope = new RunScope(new RunState(plan, facts, startedAt.toString()), services.generator());
        this.context = new RunContext(
                plan,
                startedAt,
                scope,
                events,
                services,
                new Transports(plan.http(), tree -> events.evaluations().evaluate(tree, scope), services),
                cancellation,
                new Workers(services.turns()),
                new StepReports(),
                ExecutionPath.SCENARIO,
                new Repeatability());
    }

    /** Runs on the calling thread to the end; failure and success both give a result. */
    public RunResult run() {
        events.tell(new RunEvent.RunStarted(startedAt, runId, planned()));
        JobExecution.Ended ended;
        try (Workers _ = context.workers()) {
            ended = new JobExecution(context).run();
        }
        return finish(ended);
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

    private RunResult finish(JobExecution.Ended ended) {
        StepFailure cause = ended.failure();
        RunStatus status = RunStatus.SUCCESS;
        if (cause != null) {
            status = RunStatus.FAILED;
        } else if (ended.cancelled()) {
            status = RunStatus.INTERRUPTED;
        }
        RunResult result = events.redaction()
                .redacted(new RunResult(
                        runId,
                        plan.job().jobType(),
                        status,
                        startedAt,
                        context.now(),
                        ended.outputs(),
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
}
