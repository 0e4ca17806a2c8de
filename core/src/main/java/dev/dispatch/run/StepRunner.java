package dev.dispatch.run;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.RuleResult;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Capture;
import dev.dispatch.job.StartTime;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.PayloadCheck;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes one step from its first condition to its outcome; one instance for one step. */
final class StepRunner {

    private final RunContext context;
    private final ActionRunner actions;
    private final Node node;
    private final Step step;
    private final ExecutionPath path;
    private final Instant runStart;

    private int attempts;
    private Duration waiting = Duration.ZERO;

    StepRunner(RunContext context, Node node, Instant runStart) {
        this.context = context;
        this.actions = new ActionRunner(context);
        this.node = node;
        this.step = node.step();
        this.path = ExecutionPath.step(step.id());
        this.runStart = runStart;
    }

    StepReport run() {
        long start = System.nanoTime();
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
                Duration.ofNanos(System.nanoTime() - start),
                waiting);
    }

    private StepOutcome outcome() {
        if (!waitForStart()) {
            return new StepOutcome.Cancelled(StepOutput.NONE);
        }
        Evaluation when = step.when() == null
                ? new Evaluation.Decided(true, "", List.of())
                : step.when().evaluate(context.state().document(), context.scope());
        context.events()
                .tell(new RunEvent.StepEntered(
                        context.now(), node.number(), step.id(), path.text(), node.actionKey(), found(when)));
        return switch (when) {
            case Evaluation.Undecidable(List<Issue> issues) -> failed(StepOutput.NONE, issues);
            case Evaluation.Decided(boolean held, String summary, var _) ->
                held ? entered() : new StepOutcome.Skipped(summary);
        };
    }

    private @Nullable JsonNode found(Evaluation when) {
        return step.when() != null && when instanceof Evaluation.Decided decided ? decided.toJson() : null;
    }

    /** False where the run was asked to stop first. */
    private boolean waitForStart() {
        Instant start = switch (step.start()) {
            case StartTime.After(Duration delay) -> runStart.plus(delay);
            case StartTime.At(Instant moment) -> moment;
            case null -> Instant.MIN;
        };
        if (!start.isAfter(context.now())) {
            return true;
        }
        Duration wait = Duration.between(context.now(), start);
        context.events().tell(new RunEvent.Progress(context.now(), step.id(), "waits until " + start));
        long before = System.nanoTime();
        boolean cancelled = context.cancellation().await(wait);
        waiting = waiting.plusNanos(System.nanoTime() - before);
        return !cancelled;
    }

    private StepOutcome entered() {
        TemplateTree template = switch (node) {
            case Node.Action action -> action.payload();
            case Node.Poll poll -> poll.settings();
        };
        return switch (template.evaluate(context.scope())) {
            case Evaluated.Failed(List<Issue> issues) -> failed(StepOutput.NONE, issues);
            case Evaluated.LeftOut _ -> called(Json.object());
            case Evaluated.Value(JsonNode payload, var _) -> called((ObjectNode) payload);
        };
    }

    private StepOutcome called(ObjectNode payload) {
        CallOutcome outcome = switch (node) {
            case Node.Action action -> action(action, payload);
            case Node.Poll poll -> poll(poll, payload);
        };
        return switch (outcome) {
            case CallOutcome.Cancelled _ -> new StepOutcome.Cancelled(StepOutput.NONE);
            case CallOutcome.Failed(StepOutput output, StepFailure failure, var _, var _) ->
                new StepOutcome.Failed(output, failure);
            case CallOutcome.Done(StepOutput output) -> answered(output);
        };
    }

    private CallOutcome action(Node.Action action, ObjectNode payload) {
        return switch (PayloadCheck.check(action.callable(), payload, payloadPointer())) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
            case PayloadCheck.Checked.Fits(ObjectNode complete) -> {
                attempts = 1;
                StepInfo info = new StepInfo(step.id(), action.callable().key(), path.text());
                CallOutcome outcome = actions.call(action.callable(), info, complete, step.credential(), null);
                yield outcome;
            }
        };
    }

    private CallOutcome poll(Node.Poll poll, ObjectNode written) {
        // The conditions are read already; the schema of the poll asks for them all the same.
        ObjectNode whole = written.deepCopy();
        whole.set("conditions", step.payload().path("conditions"));
        return switch (PayloadCheck.check(poll.poll(), whole, payloadPointer())) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
            case PayloadCheck.Checked.Fits(ObjectNode settings) -> {
                Pointer at = payloadPointer().child("payload");
                yield switch (PayloadCheck.check(poll.target(), (ObjectNode) settings.get("payload"), at)) {
                    case PayloadCheck.Checked.Misfit(List<Issue> issues) -> misfit(issues);
                    case PayloadCheck.Checked.Fits(ObjectNode payload) -> {
                        PollRunner runner = new PollRunner(context, actions, poll, settings, payload, path);
                        CallOutcome outcome = runner.run();
                        attempts = runner.tries();
                        waiting = waiting.plus(runner.waited());
                        yield outcome;
                    }
                };
            }
        };
    }

    private Pointer payloadPointer() {
        return step.pointer().child("payload");
    }

    private StepOutcome answered(StepOutput output) {
        Optional<Issue> fault = capture(output);
        if (fault.isPresent()) {
            return failed(output, List.of(fault.get()));
        }
        Condition expect = step.expect();
        if (expect == null) {
            return result(output);
        }
        JsonNode response = output.response() == null ? Json.nothing() : output.response();
        return switch (expect.evaluate(response, context.scope().answering(output))) {
            case Evaluation.Undecidable(List<Issue> issues) -> failed(output, issues);
            case Evaluation.Decided decided -> {
                StepOutput seen = output.expectations(decided.rules().stream()
                        .<JsonNode>map(RuleResult::toJson)
                        .toList());
                yield decided.held() ? result(seen) : unexpected(seen, decided);
            }
        };
    }

    private Optional<Issue> capture(StepOutput output) {
        RunScope scope = context.scope().answering(output);
        for (Map.Entry<String, Capture> entry : step.captures().entrySet()) {
            String name = entry.getKey();
            Pointer at = step.pointer().child("capture").child(name);
            switch (scope.resolve(entry.getValue().source())) {
                case Lookup.Absent(String whatWasThere, List<String> instead) -> {
                    return Optional.of(Issue.at(
                                    IssueCode.INVALID_CAPTURE,
                                    at,
                                    "Nothing to capture at " + entry.getValue().text() + ": " + whatWasThere)
                            .inStep(step.id())
                            .actual(whatWasThere)
                            .suggest(instead));
                }
                case Lookup.Present(JsonNode value) -> {
                    JsonNode before = context.state().run().get(name);
                    if (before != null && !Json.equal(before, value)) {
                        return Optional.of(
                                Issue.at(IssueCode.CAPTURE_CONFLICT, at, "run." + name + " has another value already")
                                        .inStep(step.id())
                                        .expected(Json.compact(before))
                                        .actual(Json.compact(value)));
                    }
                    context.state().set(name, value);
                }
            }
        }
        return Optional.empty();
    }

    private StepOutcome unexpected(StepOutput output, Evaluation.Decided decided) {
        List<Issue> issues = decided.rules().stream()
                .filter(rule -> !rule.held())
                .map(rule -> Expectations.issue(rule, step))
                .toList();
        String message = "Expectation failed: "
                + decided.rules().stream()
                        .filter(rule -> !rule.held())
                        .map(RuleResult::summary)
                        .findFirst()
                        .orElse(decided.summary());
        return new StepOutcome.Failed(
                output,
                new StepFailure(ProblemCode.ASSERTION_FAILED, IssueCode.EXPECTATION_FAILED.name(), message, issues));
    }

    private StepOutcome result(StepOutput output) {
        TemplateTree result = step.result();
        if (result == null) {
            return new StepOutcome.Succeeded(output);
        }
        return switch (result.evaluate(context.scope().answering(output))) {
            case Evaluated.Value(JsonNode value, var _) -> new StepOutcome.Succeeded(output.result(value));
            case Evaluated.LeftOut _ -> new StepOutcome.Succeeded(output);
            case Evaluated.Failed(List<Issue> issues) -> failed(output, issues);
        };
    }

    private CallOutcome misfit(List<Issue> issues) {
        return new CallOutcome.Failed(StepOutput.NONE, failure(issues), true, Optional.empty());
    }

    private StepOutcome failed(StepOutput output, List<Issue> issues) {
        return new StepOutcome.Failed(output, failure(issues));
    }

    private StepFailure failure(List<Issue> found) {
        List<Issue> issues = found.stream()
                .map(issue -> issue.inStep(step.id())
                        .atPosition(context.plan().job().source().position(issue.pointer())))
                .toList();
        Issue first = issues.getFirst();
        String more = issues.size() == 1 ? "" : " (and " + (issues.size() - 1) + " more)";
        return new StepFailure(ProblemCode.RUNTIME_ERROR, first.code().name(), first.message() + more, issues);
    }
}
