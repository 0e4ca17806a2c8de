package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.Generation;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.StartTime;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.PayloadCheck;
import dev.dispatch.problem.Issue;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes one step from its start time to its outcome; one instance for one step. */
final class StepRunner {

    private static final int FIRST_ATTEMPT = 1;

    private final RunContext context;
    private final Node node;
    private final Step step;
    private final ExecutionPath path;
    private final Instant runStart;
    private final Pauses pauses;
    private final ActionRunner actions;

    private int attempts;

    StepRunner(RunContext context, Node node, Instant runStart) {
        this.context = context;
        this.node = node;
        this.step = node.step();
        this.path = ExecutionPath.step(step.id(), FIRST_ATTEMPT);
        this.runStart = runStart;
        this.pauses = new Pauses(context.services().timer(), context.cancellation());
        this.actions = new ActionRunner(context, pauses);
    }

    StepReport run() {
        RunTimer timer = context.services().timer();
        long start = timer.nanos();
        Instant startedAt = context.now();
        StepOutcome outcome = outcome();
        context.state().finished(step.id(), outcome);
        return new StepReport(
                node.number(),
                step.id(),
                path.text(),
                node.actionKey(),
                outcome,
                attempts,
                startedAt,
                Duration.ofNanos(timer.nanos() - start),
                pauses.total());
    }

    private StepOutcome outcome() {
        if (!waitForStart()) {
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
            case Evaluation.Decided when -> {
                if (when.held()) {
                    yield entered(when.toJson());
                }
                enter(when.toJson(), null, List.of());
                yield new StepOutcome.Skipped(when.summary());
            }
        };
    }

    /** False where the run was asked to stop first. */
    private boolean waitForStart() {
        Instant start = switch (step.start()) {
            case StartTime.After(Duration delay) -> runStart.plus(delay);
            case StartTime.At(Instant moment) -> moment;
            case null -> Instant.MIN;
        };
        Instant now = context.now();
        if (!start.isAfter(now)) {
            return true;
        }
        context.progress(step.id(), "waits until " + start);
        return pauses.pause(Duration.between(now, start));
    }

    private StepOutcome entered(@Nullable JsonNode when) {
        TemplateTree template = switch (node) {
            case Node.Action action -> action.payload();
            case Node.Poll poll -> poll.settings();
        };
        return switch (context.evaluate(template, context.scope())) {
            case Evaluated.Failed(List<Issue> issues) -> {
                enter(when, null, List.of());
                yield failed(issues);
            }
            case Evaluated.LeftOut _ -> throw new IllegalStateException("a payload is an object");
            case Evaluated.Value(JsonNode payload, List<Generation> generated) -> {
                context.events().learn(payload);
                enter(when, payload, generated);
                yield called((ObjectNode) payload);
            }
        };
    }

    private void enter(@Nullable JsonNode when, @Nullable JsonNode payload, List<Generation> generated) {
        context.events()
                .tell(new RunEvent.StepEntered(
                        context.now(),
                        node.number(),
                        step.id(),
                        path.text(),
                        node.actionKey(),
                        when,
                        payload,
                        generated));
    }

    private StepOutcome called(ObjectNode payload) {
        CallOutcome outcome = switch (node) {
            case Node.Action action -> action(action, payload);
            case Node.Poll poll -> poll(poll, payload);
        };
        return switch (outcome) {
            case CallOutcome.Cancelled(StepOutput output) -> new StepOutcome.Cancelled(output);
            case CallOutcome.Failed(StepOutput output, StepFailure failure, var _, var _) ->
                new StepOutcome.Failed(output, failure);
            case CallOutcome.Done(StepOutput output) -> new StepAnswer(context, step).of(output);
        };
    }

    private CallOutcome action(Node.Action action, ObjectNode payload) {
        return switch (check(action.callable(), payload, payloadPointer())) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
            case PayloadCheck.Checked.Fits(ObjectNode complete) -> {
                StepInfo info = new StepInfo(step.id(), action.callable().key(), path.text());
                CallOutcome outcome = actions.call(action.callable(), info, complete, step, null);
                attempts = actions.calls();
                yield outcome;
            }
        };
    }

    private CallOutcome poll(Node.Poll poll, ObjectNode written) {
        // The conditions are read already; the schema of the poll asks for them all the same.
        ObjectNode whole = Json.object().setAll(written);
        whole.set("conditions", step.payload().path("conditions"));
        return switch (check(poll.poll(), whole, payloadPointer())) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
            case PayloadCheck.Checked.Fits(ObjectNode settings) -> poll(poll, settings, target(poll, settings));
        };
    }

    private PayloadCheck.Checked target(Node.Poll poll, ObjectNode settings) {
        return check(
                poll.target(),
                (ObjectNode) settings.get("payload"),
                payloadPointer().child("payload"));
    }

    private CallOutcome poll(Node.Poll poll, ObjectNode settings, PayloadCheck.Checked target) {
        return switch (target) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
            case PayloadCheck.Checked.Fits(ObjectNode payload) -> {
                PollLimits limits = new PollLimits(settings, context.services().timer());
                PollRunner runner = new PollRunner(context, actions, pauses, poll, limits, payload, path);
                CallOutcome outcome = runner.run();
                attempts = runner.tries();
                yield outcome;
            }
        };
    }

    private PayloadCheck.Checked check(Node.Callable callable, ObjectNode payload, Pointer at) {
        return switch (PayloadCheck.check(callable, payload, at)) {
            case PayloadCheck.Checked.Fits fits -> fits;
            case PayloadCheck.Checked.Misfit(List<Issue> issues) ->
                new PayloadCheck.Checked.Misfit(context.events()
                        .misfits()
                        .shown(issues, payload, at, redacted -> misfits(callable, (ObjectNode) redacted, at)));
        };
    }

    private static List<Issue> misfits(Node.Callable callable, ObjectNode payload, Pointer at) {
        return switch (PayloadCheck.check(callable, payload, at)) {
            case PayloadCheck.Checked.Fits _ -> List.of();
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> issues;
        };
    }

    private Pointer payloadPointer() {
        return step.pointer().child("payload");
    }

    private CallOutcome misfit(List<Issue> issues) {
        return new CallOutcome.Failed(StepOutput.NONE, context.failure(step.id(), issues), true, Optional.empty());
    }

    private StepOutcome failed(List<Issue> issues) {
        return new StepOutcome.Failed(StepOutput.NONE, context.failure(step.id(), issues));
    }
}
