package dev.dispatch.run;

import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.time.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs several steps, one after the other or at once, until one of them fails. */
final class StepsRunner {

    private final RunContext context;
    private final StepRunner steps;

    /**
     * How they ended together.
     *
     * @param failure the first one, in time, that is not tolerated; null where there is none
     * @param cancelled whether they were asked to stop from outside
     */
    record Ended(@Nullable StepFailure failure, boolean cancelled) {}

    StepsRunner(RunContext context) {
        this.context = context;
        this.steps = new StepRunner();
    }

    /** Those after the first that fails are not run. */
    Ended inOrder(List<Node> nodes) {
        StepFailure failure = null;
        for (Node node : nodes) {
            if (failure != null || context.cancellation().cancelled()) {
                skip(node, new StepOutcome.NotRun());
                continue;
            }
            failure = fatal(node, steps.run(node, context)).orElse(null);
        }
        return new Ended(failure, context.cancellation().cancelled());
    }

    /** Every one of them, whatever becomes of the others. */
    Ended all(List<Node> nodes) {
        StepFailure first = null;
        for (Node node : nodes) {
            Optional<StepFailure> failure = fatal(node, steps.run(node, context));
            first = first == null ? failure.orElse(null) : first;
        }
        return new Ended(first, context.cancellation().cancelled());
    }

    /**
     * Each sees what was there before all of them. The first failure stops the others; what was captured is merged in the
     * order of the document, of those that ended well and of those that did not.
     */
    Ended atOnce(List<Node> nodes, int most) {
        AtomicReference<@Nullable StepFailure> first = new AtomicReference<>();
        List<RunContext> branches = new ArrayList<>();
        try (Cancellation own = context.cancellation().child()) {
            for (int i = 0; i < nodes.size(); i++) {
                branches.add(context.until(own).branch());
            }
            context.workers().each(nodes.size(), most, i -> {
                Node node = nodes.get(i);
                if (own.cancelled()) {
                    new StepsRunner(branches.get(i)).skip(node, new StepOutcome.NotRun());
                    return;
                }
                fatal(node, steps.run(node, branches.get(i))).ifPresent(failure -> {
                    first.compareAndSet(null, failure);
                    own.cancel();
                });
            });
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            context.state()
                    .merge(branches.get(i).state())
                    .ifPresent(name -> first.compareAndSet(null, conflict(node, name)));
        }
        return new Ended(first.get(), context.cancellation().cancelled());
    }

    private StepFailure conflict(Node node, String name) {
        Issue issue = Issue.at(
                        IssueCode.CAPTURE_CONFLICT,
                        node.step().pointer(),
                        "run." + name + " got another value from a step beside this one")
                .expected("a name that only one of the steps of a parallel block captures")
                .actual(name);
        return context.failure(node.step().id(), List.of(issue))
                .in(StepRunner.failedAt(node, context.place().step(node.step().id(), 1), null));
    }

    /** Reports a step that does not run, and those in it. */
    void skip(Node node, StepOutcome outcome) {
        StepReport report = StepReports.notStarted(node, context.place(), outcome);
        steps.ended(context, report);
        if (node instanceof Node.Block block) {
            RunContext inside = context.at(new ExecutionPath(report.path()));
            block.nodes().forEach(inner -> new StepsRunner(inside).skip(inner, outcome));
        }
    }

    private static Optional<StepFailure> fatal(Node node, StepOutcome outcome) {
        boolean tolerated = node.step().continueOnError();
        return tolerated ? Optional.empty() : outcome.failure();
    }
}
