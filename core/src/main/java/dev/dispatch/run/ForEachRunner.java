package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Generation;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes a step once for each item of an array; its response is what each item gave, in the order of the items. */
final class ForEachRunner {

    private final Node node;
    private final Step step;
    private final Loop.ForEach loop;
    private final RunContext context;
    private final ExecutionPath path;

    ForEachRunner(Node node, Loop.ForEach loop, RunContext context) {
        this.node = node;
        this.step = node.step();
        this.loop = loop;
        this.context = context;
        this.path = context.place().step(step.id(), 1);
    }

    StepRunner.Done run() {
        return switch (context.evaluate(loop.items(), context.begun(path))) {
            case Evaluated.Failed(List<Issue> issues) -> failed(issues);
            case Evaluated.LeftOut _ -> throw new IllegalStateException("items cannot be left out");
            case Evaluated.Value(JsonNode items, List<Generation> generated) -> {
                // Under the name that each of them has in its pass.
                context.events().learn(Json.object().set(loop.as(), items));
                yield fault(items).map(issue -> failed(List.of(issue))).orElseGet(() -> over(items, generated));
            }
        };
    }

    private Optional<Issue> fault(JsonNode items) {
        Pointer at = step.pointer().child("forEach");
        if (!items.isArray()) {
            return Optional.of(Issue.at(
                            IssueCode.INVALID_INTERPOLATION,
                            at.child("items"),
                            "A loop goes over an array, and its 'items' are of type " + Json.typeOf(items))
                    .expected("an array")
                    .actual(context.events().redaction().excerpt("items", items)));
        }
        return items.size() <= loop.maxItems()
                ? Optional.empty()
                : Optional.of(Issue.at(
                                IssueCode.LOOP_LIMIT,
                                at.child("maxItems"),
                                "There are " + items.size() + " items, and at most " + loop.maxItems() + " may be")
                        .expected("at most " + loop.maxItems() + " items")
                        .actual(String.valueOf(items.size())));
    }

    private StepRunner.Done over(JsonNode items, List<Generation> generated) {
        context.entered(node, path, new RunContext.Entry(null, null, generated, items));
        try (Cancellation own = context.cancellation().child()) {
            LoopResults results = new LoopResults(node, items.size());
            RunContext within = context.until(own);
            context.workers().each(items.size(), loop.maxConcurrency(), i -> {
                if (!own.cancelled()) {
                    results.add(i, LoopPass.run(node, within, i, names(items.get(i), i)), own);
                }
            });
            return results.done(path, context.cancellation().cancelled());
        }
    }

    private ObjectNode names(JsonNode item, int index) {
        ObjectNode names = Json.object();
        names.set("item", item);
        names.put("index", index);
        names.set(loop.as(), item);
        return names;
    }

    private StepRunner.Done failed(List<Issue> issues) {
        context.entered(node, path, RunContext.Entry.NOTHING);
        StepFailure failure = context.failure(step.id(), issues).in(StepRunner.failedAt(node, path, null));
        return new StepRunner.Done(
                new StepOutcome.Failed(StepOutput.NONE, failure), path.text(), 0, Duration.ZERO, Passes.NONE);
    }
}
