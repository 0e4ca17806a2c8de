package dev.dispatch.preview;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Scope;
import dev.dispatch.job.CredentialProfile;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the expressions of an action's request see before the run: its input, parts of which may be words for unknowns. */
final class ActionScope implements Scope {

    private final Scope seen;
    private final Unknowns unknowns;
    private final @Nullable CredentialProfile profile;
    private final Pointer action;

    /**
     * A scope for one step.
     *
     * @param profile that the step binds; null for none
     * @param action the place in the job that names the action
     */
    ActionScope(Scope seen, Unknowns unknowns, @Nullable CredentialProfile profile, Pointer action) {
        this.seen = seen;
        this.unknowns = unknowns;
        this.profile = profile;
        this.action = action;
    }

    @Override
    public Lookup resolve(Expression.Reference reference) {
        return seen.resolve(reference);
    }

    @Override
    public Generator generator() {
        return seen.generator();
    }

    @Override
    public Optional<JsonNode> standIn(Expression expression, Pointer pointer) {
        if (expression.generates()) {
            return word(expression, "each run makes another value");
        }
        for (ReferenceUse use : expression.references(pointer)) {
            Lookup found = seen.resolve(use.reference());
            if (found instanceof Lookup.Absent && use.reference().root().equals("credential")) {
                String variable = profile == null
                        ? null
                        : profile.fromEnv().get(use.reference().name(0));
                if (variable != null) {
                    return word(expression, "environment variable '" + variable + "' is not set");
                }
            }
            if (found instanceof Lookup.Present(JsonNode value) && unknowns.isIn(value) && computes(expression)) {
                return word(expression, "its input is not known");
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean standsIn(JsonNode value) {
        return value.isString() && unknowns.isIn(value);
    }

    private Optional<JsonNode> word(Expression expression, String why) {
        return Optional.of(Json.text(unknowns.word(new Unknown(action, expression.text(), why))));
    }

    /** False where the value goes on as it is, with the words in it. */
    private static boolean computes(Expression expression) {
        return switch (expression) {
            case Expression.Reference _, Expression.Literal _ -> false;
            case Expression.Call _, Expression.JsonPathCall _ -> true;
            case Expression.WithDefault guarded -> computes(guarded.of());
            case Expression.IfPresent optional -> computes(optional.of());
        };
    }
}
