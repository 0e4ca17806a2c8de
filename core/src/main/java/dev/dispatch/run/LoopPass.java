package dev.dispatch.run;

import dev.dispatch.plan.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One pass of a loop: what it gives to the run stays in it, and it is reported like a step. */
final class LoopPass {

    private LoopPass() {}

    /**
     * Executes the step for one item.
     *
     * @param names what the loop gives to the pass, such as {@code item} and {@code index}
     */
    static StepReport run(Node node, RunContext context, int index, ObjectNode names) {
        Optional<StepReport> known = new TakenOver(context).pass(node, index);
        if (known.isPresent()) {
            return known.get();
        }
        RunTimer timer = context.services().timer();
        long start = timer.nanos();
        Instant startedAt = context.now();
        RunContext inside =
                context.seeing(context.scope().with(names).over(context.state().branch()));
        StepRunner.Done done = new StepExecution(node, inside, index).run();
        StepReport report = new StepReport(
                node.number(),
                node.step().id(),
                done.path(),
                node.actionKey(),
                done.outcome(),
                done.attempts(),
                startedAt,
                Duration.ofNanos(timer.nanos() - start),
                done.waiting(),
                null);
        context.events().tell(new RunEvent.StepFinished(context.now(), report));
        return report;
    }
}
