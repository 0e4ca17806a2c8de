package dev.dispatch.run;

import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.PayloadCheck;
import dev.dispatch.problem.Issue;
import dev.dispatch.sdk.StepInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What each attempt of a step does, after its payload was held against the action's schema. Counts the calls. */
final class StepWork {

    /** One attempt; with the same payload and the same values of the action as the one before. */
    interface Attempt {
        CallOutcome once(RunContext each);
    }

    private final Node node;
    private final Step step;
    private final RunContext context;
    private final Pauses pauses;
    private final SameValues values;

    private int calls;

    /** Work that has not begun. */
    StepWork(Node node, RunContext context, Pauses pauses) {
        this.node = node;
        this.step = node.step();
        this.context = context;
        this.pauses = pauses;
        this.values = new SameValues();
    }

    /** How often the action was called so far; none for a block. */
    int calls() {
        return calls;
    }

    /**
     * What the attempts give; none is made with a payload that does not fit.
     *
     * @param attempts makes as many as it wants
     */
    CallOutcome done(ObjectNode payload, Function<Attempt, CallOutcome> attempts) {
        return switch (node) {
            case Node.Action action ->
                switch (check(action.callable(), payload, payloadPointer())) {
                    case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
                    case PayloadCheck.Checked.Fits(ObjectNode complete) ->
                        attempts.apply(each -> call(action, complete, each));
                };
            case Node.Poll poll -> poll(poll, payload, attempts);
            case Node.Call call ->
                switch (check(call.callable(), payload, payloadPointer())) {
                    case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
                    case PayloadCheck.Checked.Fits(ObjectNode complete) ->
                        attempts.apply(each -> {
                            calls++;
                            return new CallRunner(each, call).run(complete);
                        });
                };
            case Node.Block block -> block(block, attempts);
        };
    }

    /** Only the last attempt counts. What it captured before a failure is what a clean-up needs. */
    private CallOutcome block(Node.Block block, Function<Attempt, CallOutcome> attempts) {
        List<RunState> given = new ArrayList<>();
        CallOutcome outcome = attempts.apply(each -> {
            RunContext inside = each.branch();
            given.add(inside.state());
            return new BlockRunner(inside, block).run();
        });
        context.state().takeOver(given.getLast());
        return outcome;
    }

    private CallOutcome call(Node.Action action, ObjectNode payload, RunContext each) {
        ActionRunner actions = new ActionRunner(each, pauses, values.again(new ObservedGenerator(each, step.id())));
        StepInfo info =
                new StepInfo(step.id(), action.callable().key(), each.place().text());
        CallOutcome outcome = actions.call(action.callable(), info, payload, step, null);
        calls += actions.calls();
        return outcome;
    }

    private CallOutcome poll(Node.Poll poll, ObjectNode written, Function<Attempt, CallOutcome> attempts) {
        // The conditions are read already; the schema of the poll asks for them all the same.
        ObjectNode whole = Json.object().setAll(written);
        whole.set("conditions", step.payload().path("conditions"));
        return switch (check(poll.poll(), whole, payloadPointer())) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
            case PayloadCheck.Checked.Fits(ObjectNode settings) ->
                switch (check(
                        poll.target(),
                        (ObjectNode) settings.get("payload"),
                        payloadPointer().child("payload"))) {
                    case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
                    case PayloadCheck.Checked.Fits(ObjectNode payload) ->
                        attempts.apply(each -> polled(poll, settings, payload, each));
                };
        };
    }

    private CallOutcome polled(Node.Poll poll, ObjectNode settings, ObjectNode payload, RunContext each) {
        PollLimits limits = new PollLimits(settings, context.services().timer());
        ActionRunner actions = new ActionRunner(each, pauses, new ObservedGenerator(each, step.id()));
        PollRunner runner = new PollRunner(each, actions, pauses, poll, limits, payload, each.place());
        CallOutcome outcome = runner.run();
        calls += runner.tries();
        return outcome;
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
}
