package dev.dispatch.run;

import dev.dispatch.expression.Evaluation;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Cancellation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes a step, and again as long as a condition holds; its response is what each pass gave. */
final class RepeatRunner {

    private final Node node;
    private final Step step;
    private final Loop.Repeat loop;
    private final RunContext context;
    private final ExecutionPath path;
    private final Pauses pauses;

    RepeatRunner(Node node, Loop.Repeat loop, RunContext context) {
        this.node = node;
        this.step = node.step();
        this.loop = loop;
        this.path = context.place().step(step.id(), 1);
        this.context = context.making(new ObservedGenerator(context, step.id(), () -> path));
        this.pauses = new Pauses(context.services().timer());
    }

    StepRunner.Done run() {
        context.entered(node, path, RunContext.Entry.NOTHING);
        LoopResults results = new LoopResults(node, 0);
        StepFailure limit = null;
        try (Cancellation own = context.cancellation().child()) {
            limit = passes(results, own);
        }
        StepRunner.Done done = results.done(path, context.cancellation().cancelled(), limit);
        return new StepRunner.Done(
                done.outcome(), done.path(), done.attempts(), done.waiting().plus(pauses.total()), done.passes());
    }

    /** Why the loop failed where no pass did; null where it did not. */
    private @Nullable StepFailure passes(LoopResults results, Cancellation own) {
        Past past = context.services().past();
        JsonNode previous = null;
        for (int index = 0; index < loop.maxTimes(); index++) {
            StepReport pass = LoopPass.run(node, context, index, names(index, previous));
            results.add(index, pass, own);
            if (own.cancelled()) {
                return null;
            }
            previous = pass.outcome().output().response();
            switch (goesOn(index, previous)) {
                case Evaluation.Undecidable(List<Issue> issues) -> {
                    return mine(context.failure(step.id(), issues));
                }
                case Evaluation.Decided decided -> {
                    if (!decided.held()) {
                        return null;
                    }
                    if (index == loop.maxTimes() - 1 && loop.failsAtLimit()) {
                        return mine(exhausted(decided));
                    }
                }
            }
            boolean more = index < loop.maxTimes() - 1;
            // A pass that began before has waited for its time then.
            boolean begun =
                    past.begun(context.place().pass(step.id(), index + 1, 1).text())
                                    .last()
                            > 0;
            if (more && !begun && !loop.delay().isZero() && !pauses.pause(loop.delay(), own)) {
                return null;
            }
        }
        return null;
    }

    private Evaluation goesOn(int index, @Nullable JsonNode response) {
        return context.events()
                .evaluations()
                .evaluate(loop.condition(), context.scope().with(names(index, response)), index, response);
    }

    private ObjectNode names(int index, @Nullable JsonNode previous) {
        ObjectNode names = Json.object().put("index", index);
        if (previous != null) {
            names.set("previous", previous);
        }
        return names;
    }

    private StepFailure exhausted(Evaluation.Decided decided) {
        return context.failure(
                step,
                ProblemCode.RUNTIME_ERROR,
                IssueCode.LOOP_LIMIT,
                "The loop '" + step.id() + "' still goes on after " + loop.maxTimes() + " passes: " + decided.summary(),
                step.pointer().child("repeat").child("maxTimes"));
    }

    private StepFailure mine(StepFailure failure) {
        return failure.in(StepRunner.failedAt(node, path, null));
    }
}
