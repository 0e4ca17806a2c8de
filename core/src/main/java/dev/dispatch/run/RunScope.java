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
 * @param locals what only the present step and the loops around it see: {@code response}, {@code exports}, {@code item},
 *     {@code index}, {@code previous}; empty where there is none
 * @param view what is made of each root before a reference is followed into it
 */
record RunScope(RunState state, Generator generator, ObjectNode locals, UnaryOperator<JsonNode> view) implements Scope {

    RunScope(RunState state, Generator generator) {
        this(state, generator, Json.object(), UnaryOperator.identity());
    }

    RunScope answering(StepOutput output) {
        ObjectNode all = Json.object();
        all.setAll(locals);
        set(all, "response", output.response());
        set(all, "exports", output.exports());
        return new RunScope(state, generator, all, view);
    }

    /** The same with more names of a loop. */
    RunScope with(ObjectNode more) {
        ObjectNode all = Json.object();
        all.setAll(locals);
        all.setAll(more);
        return new RunScope(state, generator, all, view);
    }

    /** The same over another state. */
    RunScope over(RunState other) {
        return new RunScope(other, generator, locals, view);
    }

    /** The same where made values come from elsewhere. */
    RunScope making(Generator other) {
        return other.equals(generator) ? this : new RunScope(state, other, locals, view);
    }

    /** The same as seen through a redaction. */
    RunScope through(UnaryOperator<JsonNode> redaction) {
        return new RunScope(state, generator, locals, redaction);
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
                JsonNode local = view.apply(locals).get(reference.root());
                yield local == null ? absent(reference.root()) : Paths.find(reference, 0, local);
            }
        };
    }

    private static Lookup absent(String local) {
        return new Lookup.Absent(
                local.equals("previous") ? "there was no pass before this one" : "the step has no " + local);
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
