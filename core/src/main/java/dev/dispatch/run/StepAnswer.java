package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.RuleResult;
import dev.dispatch.job.Capture;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a step does with the answer of its action: capture, then expect, then result. */
final class StepAnswer {

    private final RunContext context;
    private final Step step;

    StepAnswer(RunContext context, Step step) {
        this.context = context;
        this.step = step;
    }

    StepOutcome of(StepOutput output) {
        Map<String, JsonNode> captured = new LinkedHashMap<>(output.captured());
        Optional<Issue> fault = capture(context.scope().answering(output), captured);
        StepOutput kept = output.captured(captured);
        return fault.<StepOutcome>map(issue -> failed(kept, List.of(issue))).orElseGet(() -> expect(kept));
    }

    /** The first fault; what was captured before it stays. */
    private Optional<Issue> capture(RunScope scope, Map<String, JsonNode> captured) {
        for (Map.Entry<String, Capture> entry : step.captures().entrySet()) {
            String name = entry.getKey();
            Pointer at = step.pointer().child("capture").child(name);
            switch (scope.resolve(entry.getValue().source())) {
                case Lookup.Absent absent -> {
                    return Optional.of(missing(entry.getValue(), scope, absent, at));
                }
                case Lookup.Present(JsonNode value) -> {
                    JsonNode before = context.state().get(name);
                    if (before != null && !Json.equal(before, value)) {
                        return Optional.of(conflict(name, before, value, at));
                    }
                    // A name such as 'token' says that it is secret, wherever the value goes from here.
                    context.events().learn(Json.object().set(name, value));
                    context.state().set(name, value);
                    captured.put(name, value);
                }
            }
        }
        return Optional.empty();
    }

    private Issue missing(Capture capture, RunScope scope, Lookup.Absent absent, Pointer at) {
        Lookup seen = context.events().evaluations().shown(scope).resolve(capture.source());
        Lookup.Absent shown = seen instanceof Lookup.Absent other ? other : absent;
        return Issue.at(
                        IssueCode.INVALID_CAPTURE,
                        at,
                        "Nothing to capture at " + capture.text() + ": " + shown.whatWasThere())
                .expected("a value at " + capture.text())
                .actual(shown.whatWasThere())
                .suggest(shown.instead());
    }

    private Issue conflict(String name, JsonNode before, JsonNode value, Pointer at) {
        RunRedaction redaction = context.events().redaction();
        return Issue.at(IssueCode.CAPTURE_CONFLICT, at, "run." + name + " has another value already")
                .expected(redaction.excerpt(name, before))
                .actual(redaction.excerpt(name, value));
    }

    private StepOutcome expect(StepOutput output) {
        if (step.expect() == null) {
            return result(output);
        }
        JsonNode response = output.response() == null ? Json.nothing() : output.response();
        Evaluation evaluation = context.events()
                .evaluations()
                .evaluate(step.expect(), response, context.scope().answering(output));
        return switch (evaluation) {
            case Evaluation.Undecidable(List<Issue> issues) -> failed(output, issues);
            case Evaluation.Decided decided -> {
                StepOutput seen = output.expectations(decided.rules().stream()
                        .<JsonNode>map(RuleResult::toJson)
                        .toList());
                yield decided.held()
                        ? result(seen)
                        : new StepOutcome.Failed(seen, Expectations.failure(decided, context, step));
            }
        };
    }

    private StepOutcome result(StepOutput output) {
        if (step.result() == null) {
            return new StepOutcome.Succeeded(output);
        }
        return switch (context.evaluate(step.result(), context.scope().answering(output))) {
            case Evaluated.Value(JsonNode value, var _) -> new StepOutcome.Succeeded(output.result(value));
            case Evaluated.LeftOut _ -> new StepOutcome.Succeeded(output);
            case Evaluated.Failed(List<Issue> issues) -> failed(output, issues);
        };
    }

    private StepOutcome failed(StepOutput output, List<Issue> issues) {
        return new StepOutcome.Failed(output, context.failure(step.id(), issues));
    }
}
