package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Finds the references in the expressions of one string. */
final class ReferenceCollector {

    private final Pointer pointer;
    private final List<ReferenceUse> uses = new ArrayList<>();

    ReferenceCollector(Pointer pointer) {
        this.pointer = pointer;
    }

    List<ReferenceUse> uses() {
        return List.copyOf(uses);
    }

    void collect(Expression expression) {
        collect(expression, false);
    }

    private void collect(Expression expression, boolean guarded) {
        switch (expression) {
            case Expression.Reference reference -> uses.add(new ReferenceUse(reference, pointer, guarded));
            case Expression.JsonPathCall call -> collect(call.source(), guarded);
            case Expression.Call call ->
                call.arguments().forEach(argument -> collect(argument, guarded || call.function() == Function.FIRST));
            case Expression.Literal _ -> {}
            case Expression.WithDefault withDefault -> collect(withDefault.of(), true);
            case Expression.IfPresent optional -> collect(optional.of(), true);
        }
    }
}
