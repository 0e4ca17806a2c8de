package dev.dispatch.run;

import dev.dispatch.job.Loop;
import dev.dispatch.job.StartTime;
import dev.dispatch.job.Step;
import dev.dispatch.plan.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a step from its start time to its outcome, all passes of its loop included, and reports it. */
final class StepRunner {

    /** What a step gave, and what it took. */
    record Done(
            StepOutcome outcome,
            String path,
            int attempts,
            Duration waiting,
            @Nullable Passes passes) {}

    StepOutcome run(Node node, RunContext context) {
        Optional<StepOutcome> known = new TakenOver(context).step(node);
        if (known.isPresent()) {
            return known.get();
        }
        Step step = node.step();
        RunTimer timer = context.services().timer();
        long start = timer.nanos();
        Instant startedAt = context.now();
        Pauses pauses = new Pauses(timer);
        Done done = waitForStart(step, context, pauses)
                ? done(node, context)
                : new Done(
                        new StepOutcome.Cancelled(StepOutput.NONE),
                        context.place().step(step.id(), 1).text(),
                        0,
                        Duration.ZERO,
                        null);
        ended(
                context,
                new StepReport(
                        node.number(),
                        step.id(),
                        done.path(),
                        node.actionKey(),
                        done.outcome(),
                        done.attempts(),
                        startedAt,
                        Duration.ofNanos(timer.nanos() - start),
                        pauses.total().plus(done.waiting()),
                        done.passes()));
        return done.outcome();
    }

    private static Done done(Node node, RunContext context) {
        return switch (node.step().loop()) {
            case null -> new StepExecution(node, context).run();
            case Loop.ForEach loop -> new ForEachRunner(node, loop, context).run();
            case Loop.Repeat loop -> new RepeatRunner(node, loop, context).run();
        };
    }

    /** The last thing that happens with a step. */
    void ended(RunContext context, StepReport report) {
        context.state().finished(report.stepId(), report.outcome());
        context.reports().add(report);
        context.events().tell(new RunEvent.StepFinished(context.now(), report));
    }

    static FailedStep failedAt(Node node, ExecutionPath path, @Nullable Integer httpStatus) {
        return new FailedStep(node.number(), node.step().id(), node.actionKey(), path.text(), httpStatus);
    }

    /** False where the run was asked to stop first. */
    private static boolean waitForStart(Step step, RunContext context, Pauses pauses) {
        Instant start = switch (step.start()) {
            case StartTime.After(Duration delay) -> context.startedAt().plus(delay);
            case StartTime.At(Instant moment) -> moment;
            case null -> Instant.MIN;
        };
        Instant now = context.now();
        if (!start.isAfter(now)) {
            return true;
        }
        context.progress(step.id(), "waits until " + start);
        return pauses.pause(Duration.between(now, start), context.cancellation());
    }
}
