package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.Generation;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes a step once, or one pass of its loop: condition, payload, all attempts, answer. */
final class StepExecution {

    private final Node node;
    private final Step step;
    private final RunContext context;
    private final ExecutionPath place;
    private final @Nullable Integer item;
    private final Pauses pauses;
    private final StepWork work;

    /** Attempts that were cut off before this run went on; they do not count. */
    private final int cutOff;

    private final int callsBefore;
    private int attempt;

    StepExecution(Node node, RunContext context) {
        this(node, context, null);
    }

    /** @param item number of the pass, from 0; null outside of loops */
    StepExecution(Node node, RunContext context, @Nullable Integer item) {
        this.node = node;
        this.step = node.step();
        this.item = item;
        this.place = context.place();
        this.context = context.making(new ObservedGenerator(context, step.id(), this::path));
        this.pauses = new Pauses(context.services().timer());
        this.work = new StepWork(node, this.context, pauses);
        Past past = context.services().past();
        Begun begun = past.equals(Past.NONE) ? Begun.NOT : past.begun(pathOf(1).text());
        this.attempt = begun.last() + 1;
        this.cutOff = begun.last() - begun.failed();
        this.callsBefore = begun.calls();
    }

    StepRunner.Done run() {
        StepOutcome outcome = outcome();
        return new StepRunner.Done(outcome, path().text(), callsBefore + work.calls(), pauses.total(), null);
    }

    private ExecutionPath path() {
        return pathOf(attempt);
    }

    private ExecutionPath pathOf(int number) {
        return item == null ? place.step(step.id(), number) : place.pass(step.id(), item, number);
    }

    private StepOutcome outcome() {
        if (context.cancellation().cancelled()) {
            return new StepOutcome.Cancelled(StepOutput.NONE);
        }
        if (step.when() == null) {
            return entered(null);
        }
        return switch (context.events().evaluations().evaluate(step.when(), context.scope())) {
            case Evaluation.Undecidable(List<Issue> issues) -> {
                enter(null, null, List.of());
                yield failed(issues);
            }
            case Evaluation.Decided when -> when.held() ? entered(when.toJson()) : skipped(when);
        };
    }

    private StepOutcome skipped(Evaluation.Decided when) {
        enter(when.toJson(), null, List.of());
        StepOutcome outcome = new StepOutcome.Skipped(when.summary());
        if (node instanceof Node.Block block) {
            StepsRunner inside = new StepsRunner(context.at(path()));
            block.nodes().forEach(inner -> inside.skip(inner, outcome));
        }
        return outcome;
    }

    private StepOutcome entered(@Nullable JsonNode when) {
        TemplateTree template = switch (node) {
            case Node.Action action -> action.payload();
            case Node.Poll poll -> poll.settings();
            case Node.Call call -> call.payload();
            case Node.Block _ -> null;
        };
        if (template == null) {
            enter(when, null, List.of());
            return answered(Json.object());
        }
        return switch (context.evaluate(template, context.begun(path()))) {
            case Evaluated.Failed(List<Issue> issues) -> {
                enter(when, null, List.of());
                yield failed(issues);
            }
            case Evaluated.LeftOut _ -> throw new IllegalStateException("a payload is an object");
            case Evaluated.Value(JsonNode payload, List<Generation> generated) -> {
                context.events().learn(payload);
                if (node instanceof Node.Call call) {
                    context.events().secret(call.called().secretsIn(payload.path("inputs")));
                }
                enter(when, payload, generated);
                yield answered((ObjectNode) payload);
            }
        };
    }

    private void enter(@Nullable JsonNode when, @Nullable JsonNode payload, List<Generation> generated) {
        context.entered(node, path(), new RunContext.Entry(when, payload, generated, null));
    }

    private StepOutcome answered(ObjectNode payload) {
        return switch (inTime(payload)) {
            case CallOutcome.Cancelled(StepOutput output) -> new StepOutcome.Cancelled(output);
            case CallOutcome.Failed failed ->
                new StepOutcome.Failed(
                        failed.output(), failed.failure().in(StepRunner.failedAt(node, path(), failed.httpStatus())));
            case CallOutcome.Done(StepOutput output) -> mine(new StepAnswer(context, step).of(output));
        };
    }

    /** What fails after the answer came began in this step. */
    private StepOutcome mine(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Failed(StepOutput output, StepFailure cause)
                ? new StepOutcome.Failed(output, cause.in(StepRunner.failedAt(node, path(), null)))
                : outcome;
    }

    private CallOutcome inTime(ObjectNode payload) {
        Duration timeout = step.timeout();
        if (timeout == null) {
            return work.done(payload, each -> attempts(context, each));
        }
        try (Deadline deadline =
                new Deadline(context.cancellation(), timeout, context.services().timer())) {
            RunContext within = context.until(deadline.cancellation());
            CallOutcome outcome = work.done(payload, each -> attempts(within, each));
            boolean late = outcome instanceof CallOutcome.Cancelled
                    && deadline.passed()
                    && !context.cancellation().cancelled();
            return late ? timedOut(((CallOutcome.Cancelled) outcome).output(), timeout) : outcome;
        }
    }

    private CallOutcome timedOut(StepOutput output, Duration timeout) {
        StepFailure failure = context.failure(
                step,
                ProblemCode.TRANSIENT_ERROR,
                IssueCode.TIMED_OUT,
                "Step '" + step.id() + "' did not end within " + Durations.show(timeout),
                step.pointer().child("timeout"));
        return new CallOutcome.Failed(output, failure, false, Optional.empty());
    }

    /** One after the other, as long as the last one failed in a way that the step wants to try again. */
    private CallOutcome attempts(RunContext within, StepWork.Attempt each) {
        Retries retries = new Retries(step, context.services());
        while (true) {
            Repeatability sent = context.repeatability().part();
            CallOutcome outcome = each.once(within.at(path()).noting(sent));
            if (!(outcome instanceof CallOutcome.Failed failed)) {
                return outcome;
            }
            switch (retries.after(attempt - cutOff, failed, sent)) {
                case Retries.Next.GiveUp(String why) -> {
                    return why.isEmpty() ? failed : failed.saying(why);
                }
                case Retries.Next.Again(Duration delay) -> {
                    context.events()
                            .tell(new RunEvent.AttemptFailed(
                                    context.now(), step.id(), path().text(), attempt, failed.failure(), delay));
                    if (!pauses.pause(delay, within.cancellation())) {
                        return new CallOutcome.Cancelled(failed.output());
                    }
                    attempt++;
                }
            }
        }
    }

    private StepOutcome failed(List<Issue> issues) {
        return mine(new StepOutcome.Failed(StepOutput.NONE, context.failure(step.id(), issues)));
    }
}
