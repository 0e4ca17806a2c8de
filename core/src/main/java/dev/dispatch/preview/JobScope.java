package dev.dispatch.preview;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.Paths;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Scope;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the expressions of a job see before it runs: what was given, and a word for everything that comes later. */
final class JobScope implements Scope {

    private final Plan plan;
    private final Generator generator;
    private final Unknowns unknowns;
    /** By the name under {@code run}, the step that will set it. */
    private final Map<String, String> setBy = new HashMap<>();
    /** The loops around what is looked at, the innermost first. */
    private final Deque<LoopNames> loops = new ArrayDeque<>();

    JobScope(Plan plan, Generator generator, Unknowns unknowns) {
        this.plan = plan;
        this.generator = generator;
        this.unknowns = unknowns;
    }

    /** From now on the expressions are those of what follows the step. */
    void passed(Step step) {
        step.captures().keySet().forEach(name -> setBy.put(name, step.id()));
        step.payload().path("store").propertyNames().forEach(name -> setBy.put(name, step.id()));
    }

    /** From now on the expressions are those of the first pass of a loop. */
    void enter(LoopNames names) {
        loops.push(names);
    }

    /** What follows is outside of the loop that was entered last. */
    void leave() {
        loops.pop();
    }

    @Override
    public Lookup resolve(Expression.Reference reference) {
        return switch (reference.root()) {
            case "env" ->
                Paths.find(plan.environment(), reference.segments())
                        .<Lookup>map(Lookup.Present::new)
                        .orElseGet(() -> new Lookup.Absent("the environment variable is not set"));
            case "input" -> Paths.find(reference, 0, plan.inputs());
            case "credential" -> {
                JsonNode profile = plan.credentials().get(reference.name(0));
                yield profile == null
                        ? new Lookup.Absent("there is no such credential profile")
                        : Paths.find(reference, 1, profile);
            }
            default -> local(reference);
        };
    }

    private Lookup local(Expression.Reference reference) {
        for (LoopNames loop : loops) {
            JsonNode value = loop.known().get(reference.root());
            if (value != null) {
                return Paths.find(reference, 0, value);
            }
        }
        return new Lookup.Absent(
                reference.root().equals("previous")
                        ? "there is no pass before the first"
                        : "there is no '" + reference.root() + "' here");
    }

    /** Why a name of a loop has no value yet; empty where it has one, or will have none. */
    private Optional<String> whyLocal(Expression.Reference reference) {
        for (LoopNames loop : loops) {
            JsonNode value = loop.known().get(reference.root());
            if (value != null) {
                boolean open = unknowns.isIn(value) && Paths.find(reference, 0, value) instanceof Lookup.Absent;
                return open ? Optional.of("the item is not known") : Optional.empty();
            }
            if (!loop.why().isEmpty()) {
                return Optional.of(loop.why());
            }
        }
        return Optional.empty();
    }

    @Override
    public Generator generator() {
        return generator;
    }

    @Override
    public Optional<JsonNode> standIn(Expression expression, Pointer pointer) {
        return why(expression, pointer)
                .map(why -> Json.text(unknowns.word(new Unknown(pointer, expression.text(), why))));
    }

    /** Why an expression has no value yet; empty where it has one, or never will. */
    private Optional<String> why(Expression expression, Pointer pointer) {
        if (expression.generates()) {
            return Optional.of("each run makes another value");
        }
        return whyOfAny(expression.references(pointer));
    }

    /** Why the first that has none has no value yet. */
    Optional<String> whyOfAny(List<ReferenceUse> uses) {
        for (ReferenceUse use : uses) {
            Optional<String> why = why(use);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private Optional<String> why(ReferenceUse use) {
        Expression.Reference reference = use.reference();
        String name = reference.name(0);
        return switch (reference.root()) {
            case "step" -> Optional.of("step '" + name + "' has not run");
            case "run" -> run(name);
            case "input" -> input(name);
            case "env" ->
                use.guarded() || plan.environment().has(name)
                        ? Optional.empty()
                        : Optional.of("environment variable '" + name + "' is not set");
            case "credential" -> credential(name, reference.name(1));
            default -> whyLocal(reference);
        };
    }

    private Optional<String> run(String name) {
        if (name.isEmpty() || name.equals("runId") || name.equals("startedAt")) {
            return Optional.of("each run makes another value");
        }
        String step = setBy.get(name);
        return Optional.of(
                step == null ? "no step before it captures it" : "step '" + step + "', which captures it, has not run");
    }

    /** Inputs that were not given and need not be are absent in the run too. */
    private Optional<String> input(String name) {
        InputDeclaration declaration = plan.job().inputs().get(name);
        boolean missing =
                declaration != null && declaration.required() && !plan.inputs().has(name);
        return missing ? Optional.of("input '" + name + "' has no value") : Optional.empty();
    }

    private Optional<String> credential(String profile, String field) {
        var declared = plan.job().credentials().get(profile);
        String variable = declared == null ? null : declared.fromEnv().get(field);
        JsonNode values = plan.credentials().get(profile);
        return variable == null || (values != null && values.has(field))
                ? Optional.empty()
                : Optional.of("environment variable '" + variable + "' is not set");
    }
}
