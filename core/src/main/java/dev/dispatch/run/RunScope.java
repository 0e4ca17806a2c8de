package dev.dispatch.run;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.Paths;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Segment;
import dev.dispatch.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the expressions of a running job see.
 *
 * @param answer the parts of the present step's own answer, {@code response} and {@code exports}; empty before there is one
 * @param view what is made of each root before a reference is followed into it
 */
record RunScope(RunState state, Generator generator, ObjectNode answer, UnaryOperator<JsonNode> view) implements Scope {

    RunScope(RunState state, Generator generator) {
        this(state, generator, Json.object(), UnaryOperator.identity());
    }

    RunScope answering(StepOutput output) {
        ObjectNode parts = Json.object();
        set(parts, "response", output.response());
        set(parts, "exports", output.exports());
        return new RunScope(state, generator, parts, view);
    }

    /** The same as seen through a redaction. */
    RunScope through(UnaryOperator<JsonNode> redaction) {
        return new RunScope(state, generator, answer, redaction);
    }

    @Override
    public Lookup resolve(Expression.Reference reference) {
        return switch (reference.root()) {
            case "env" -> environment(reference);
            case "credential" -> credential(reference);
            case "input" -> Paths.find(reference, 0, view.apply(state.plan().inputs()));
            case "run" -> Paths.find(reference, 0, view.apply(state.run()));
            case "step" -> step(reference);
            default -> {
                JsonNode part = view.apply(answer).get(reference.root());
                yield part == null
                        ? new Lookup.Absent("the step has no " + reference.root())
                        : Paths.find(reference, 0, part);
            }
        };
    }

    private Lookup credential(Expression.Reference reference) {
        Optional<JsonNode> profile =
                first(reference).map(name -> state.plan().credentials().get(name));
        return profile.map(values -> Paths.find(reference, 1, view.apply(values)))
                .orElseGet(() -> new Lookup.Absent("there is no such credential profile"));
    }

    private Lookup step(Expression.Reference reference) {
        Optional<JsonNode> outcome = first(reference).flatMap(state::step);
        return outcome.map(found -> Paths.find(reference, 1, view.apply(found)))
                .orElseGet(() -> new Lookup.Absent("the step has not run"));
    }

    /** The names of the other variables are nobody's business. */
    private Lookup environment(Expression.Reference reference) {
        return Paths.find(view.apply(state.plan().environment()), reference.segments())
                .<Lookup>map(Lookup.Present::new)
                .orElseGet(() -> new Lookup.Absent("the environment variable is not set"));
    }

    private static Optional<String> first(Expression.Reference reference) {
        List<Segment> segments = reference.segments();
        return !segments.isEmpty() && segments.getFirst() instanceof Segment.Name(String name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static void set(ObjectNode parts, String name, @Nullable JsonNode value) {
        if (value != null) {
            parts.set(name, value);
        }
    }
}
