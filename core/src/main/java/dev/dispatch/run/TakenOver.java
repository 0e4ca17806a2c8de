package dev.dispatch.run;

import dev.dispatch.plan.Node;
import java.util.Optional;

/** Gives a run that is continued what its steps gave before, without executing or telling anything. */
final class TakenOver {

    private final RunContext context;
    private final Past past;

    /** @param context whose place the steps stand in, and whose state and reports take what they gave */
    TakenOver(RunContext context) {
        this.context = context;
        this.past = context.services().past();
    }

    /** A step that has ended for good; empty for one that is to be executed. */
    Optional<StepOutcome> step(Node node) {
        if (past.equals(Past.NONE)) {
            return Optional.empty();
        }
        Optional<Ended> ended = past.ended(pathOf(node)).filter(known -> isFinal(node, known));
        ended.ifPresent(known -> take(node, known));
        return ended.map(Ended::outcome);
    }

    /** A pass of a loop that has ended for good; empty for one that is to be executed. */
    Optional<StepReport> pass(Node node, int index) {
        if (past.equals(Past.NONE)) {
            return Optional.empty();
        }
        Optional<Ended> ended = past.ended(pathOf(node, index)).filter(known -> isFinal(node, known));
        ended.ifPresent(known -> {
            note(known);
            reportInside(node, new ExecutionPath(known.path()));
        });
        return ended.map(known -> report(node, known));
    }

    private static boolean isFinal(Node node, Ended known) {
        return known.isFinal(node.step().continueOnError());
    }

    private String pathOf(Node node) {
        return context.place().step(node.step().id(), 1).text();
    }

    private String pathOf(Node node, int index) {
        return context.place().pass(node.step().id(), index, 1).text();
    }

    private void take(Node node, Ended known) {
        note(known);
        context.state().finished(node.step().id(), known.outcome());
        known.outcome().output().captured().forEach(context.state()::set);
        if (known.passes() != null || !(node instanceof Node.Block block)) {
            add(node, known);
            return;
        }
        context.reports().add(report(node, known));
        TakenOver inside = new TakenOver(context.at(new ExecutionPath(known.path())));
        for (Node inner : block.nodes()) {
            past.ended(inside.pathOf(inner)).ifPresent(ended -> inside.take(inner, ended));
        }
    }

    /** What the steps in the passes of a loop gave is gone with the passes; that they ran is not. */
    private void reportPasses(Node node, Passes passes) {
        if (!(node instanceof Node.Block)) {
            return;
        }
        for (int i = 0; i < passes.total(); i++) {
            past.ended(pathOf(node, i)).ifPresent(pass -> reportInside(node, new ExecutionPath(pass.path())));
        }
    }

    private void reportInside(Node node, ExecutionPath place) {
        if (!(node instanceof Node.Block block)) {
            return;
        }
        TakenOver inside = new TakenOver(context.at(place));
        for (Node inner : block.nodes()) {
            past.ended(inside.pathOf(inner)).ifPresent(known -> inside.add(inner, known));
        }
    }

    private void add(Node node, Ended known) {
        context.reports().add(report(node, known));
        if (known.passes() == null) {
            reportInside(node, new ExecutionPath(known.path()));
        } else {
            reportPasses(node, known.passes());
        }
    }

    private void note(Ended known) {
        String unsafe = known.spoiledBy();
        if (unsafe != null) {
            context.repeatability().spoil(unsafe);
        }
    }

    private static StepReport report(Node node, Ended known) {
        return new StepReport(
                node.number(),
                node.step().id(),
                known.path(),
                node.actionKey(),
                known.outcome(),
                known.attempts(),
                known.startedAt(),
                known.duration(),
                known.waiting(),
                known.passes());
    }
}
