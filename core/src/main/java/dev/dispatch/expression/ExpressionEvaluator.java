package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPathLimitException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Evaluates the expressions of one string. */
final class ExpressionEvaluator {

    private final Scope scope;
    private final Pointer pointer;
    private final List<Generation> generations;

    /** @param generations receives what is made on the way */
    ExpressionEvaluator(Scope scope, Pointer pointer, List<Generation> generations) {
        this.scope = scope;
        this.pointer = pointer;
        this.generations = generations;
    }

    Result evaluate(Expression expression) {
        return switch (expression) {
            case Expression.Reference reference -> reference(reference);
            case Expression.Literal literal -> new Result.Value(literal.value());
            case Expression.JsonPathCall call -> jsonPath(call);
            case Expression.Call call -> call.function() == Function.FIRST ? first(call) : call(call);
            case Expression.IfPresent optional -> evaluate(optional.of());
            case Expression.WithDefault guarded -> {
                Result result = evaluate(guarded.of());
                yield isNothing(result) ? new Result.Value(guarded.literal()) : result;
            }
        };
    }

    private Result reference(Expression.Reference reference) {
        return switch (scope.resolve(reference)) {
            case Lookup.Present(JsonNode value) -> new Result.Value(value);
            case Lookup.Absent(String whatWasThere, List<String> instead) ->
                new Result.Missing(List.of(new Result.Gap(reference.text(), whatWasThere, instead)));
        };
    }

    private Result jsonPath(Expression.JsonPathCall call) {
        return switch (evaluate(call.source())) {
            case Result.Value(JsonNode root) -> find(call, root);
            case Result.Missing missing -> missing;
            case Result.Fault fault -> fault;
        };
    }

    private static Result find(Expression.JsonPathCall call, JsonNode root) {
        try {
            return call.path()
                    .value(root)
                    .<Result>map(Result.Value::new)
                    .orElseGet(() ->
                            Result.missing(call, Paths.describe(call.source().text(), root)));
        } catch (JsonPathLimitException e) {
            return new Result.Fault(call.text() + ": " + e.getMessage());
        }
    }

    private Result first(Expression.Call call) {
        for (Expression argument : call.arguments()) {
            Result result = evaluate(argument);
            if (!isNothing(result)) {
                return result;
            }
        }
        String tried = call.arguments().stream().map(Expression::text).collect(Collectors.joining(", "));
        return Result.missing(call, "none of " + tried + " is present and not null");
    }

    /** A call with an absent or null argument is absent itself, so that a default can stand in for it. */
    private Result call(Expression.Call call) {
        List<JsonNode> values = new ArrayList<>();
        List<Result.Gap> gaps = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            switch (evaluate(argument)) {
                case Result.Fault fault -> {
                    return fault;
                }
                case Result.Missing(List<Result.Gap> more) -> gaps.addAll(more);
                case Result.Value(JsonNode value) -> {
                    if (value.isNull()) {
                        gaps.add(new Result.Gap(call.text(), argument.text() + " is null", List.of()));
                    }
                    values.add(value);
                }
            }
        }
        return gaps.isEmpty() ? apply(call, values) : new Result.Missing(gaps);
    }

    private Result apply(Expression.Call call, List<JsonNode> values) {
        return switch (call.function()) {
            case SUM, MIN, MAX, COUNT, FLATTEN -> new ArrayFunctions(call).apply(values.getFirst());
            case BASE64, URL_ENCODE, SHA256 -> new TextFunctions(call).apply(values.getFirst());
            case UUID, NOW, TIMESTAMP, RANDOM_INT -> {
                Result made = new GeneratingFunctions(call, scope.generator()).apply(values);
                if (made instanceof Result.Value(JsonNode value)) {
                    generations.add(new Generation(pointer, call.text(), value));
                }
                yield made;
            }
            case FIRST, JSONPATH -> throw new IllegalStateException(call.text());
        };
    }

    private static boolean isNothing(Result result) {
        return switch (result) {
            case Result.Value(JsonNode value) -> value.isNull();
            case Result.Missing _ -> true;
            case Result.Fault _ -> false;
        };
    }
}
