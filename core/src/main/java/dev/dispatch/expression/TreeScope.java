package dev.dispatch.expression;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A scope whose roots are trees, such as the input and the credential of one action. */
public record TreeScope(Map<String, JsonNode> roots, Generator generator) implements Scope {

    public TreeScope {
        roots = Map.copyOf(roots);
    }

    @Override
    public Lookup resolve(Expression.Reference reference) {
        JsonNode start = roots.get(reference.root());
        if (start != null && reference.root().equals("env")) {
            // The names of other variables are nobody's business.
            return Paths.find(start, reference.segments())
                    .<Lookup>map(Lookup.Present::new)
                    .orElseGet(() -> new Lookup.Absent("the environment variable is not set"));
        }
        return start == null
                ? new Lookup.Absent("there is no '" + reference.root() + "' here")
                : Paths.find(reference, 0, start);
    }
}
