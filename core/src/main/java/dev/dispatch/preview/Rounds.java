package dev.dispatch.preview;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often the loop of a step goes round, and what its first pass sees.
 *
 * @param names null where there is no loop
 * @param fault why the loop fails before its first pass; null where it does not
 */
record Rounds(
        Count passes, @Nullable LoopNames names, @Nullable String fault) {

    /** Evaluates the items of a loop as far as they are known. */
    static Rounds of(Step step, JobScope scope, Unknowns unknowns) {
        return switch (step.loop()) {
            case null -> new Rounds(Count.ONCE, null, null);
            case Loop.Repeat repeat ->
                new Rounds(
                        Count.between(1, repeat.maxTimes()),
                        new LoopNames(Json.object().put("index", 0), ""),
                        null);
            case Loop.ForEach loop ->
                switch (loop.items().evaluate(scope)) {
                    case Evaluated.Failed(var issues) ->
                        failed(issues.stream().map(Issue::message).collect(Collectors.joining("; ")));
                    case Evaluated.LeftOut _ -> throw new IllegalStateException("items cannot be left out");
                    case Evaluated.Value(JsonNode items, var _) -> over(loop, items, step, unknowns);
                };
        };
    }

    private static Rounds over(Loop.ForEach loop, JsonNode items, Step step, Unknowns unknowns) {
        if (items.isArray()) {
            if (items.size() > loop.maxItems()) {
                return failed("There are " + items.size() + " items, and at most " + loop.maxItems() + " may be");
            }
            return new Rounds(Count.of(items.size()), first(loop, items, step), null);
        }
        if (!items.isString() || !unknowns.isIn(items)) {
            return failed("A loop goes over an array, and its 'items' are of type " + Json.typeOf(items));
        }
        Count passes = loop.maxItems() == Integer.MAX_VALUE ? Count.atLeast(0) : Count.between(0, loop.maxItems());
        return new Rounds(passes, new LoopNames(Json.object().put("index", 0), notKnown(step)), null);
    }

    private static LoopNames first(Loop.ForEach loop, JsonNode items, Step step) {
        ObjectNode names = Json.object().put("index", 0);
        if (items.isEmpty()) {
            return new LoopNames(names, "'" + step.id() + "' goes over no items");
        }
        names.set("item", items.get(0));
        names.set(loop.as(), items.get(0));
        return new LoopNames(names, "");
    }

    private static String notKnown(Step step) {
        return "the items of '" + step.id() + "' are not known";
    }

    private static Rounds failed(String why) {
        return new Rounds(Count.NONE, new LoopNames(Json.object(), "its loop would fail"), why);
    }
}
