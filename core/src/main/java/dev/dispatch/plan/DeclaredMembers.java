package dev.dispatch.plan;

import dev.dispatch.expression.Segment;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an action says of the members of its response and its exports. */
final class DeclaredMembers {

    /**
     * A member that an action does not declare.
     *
     * @param name the first name that is not declared; empty where there is nothing at all
     * @param known the names that are
     * @param certain whether the member cannot be there
     * @param text half a sentence for a message
     */
    record Undeclared(String name, List<String> known, boolean certain, String text) {}

    private DeclaredMembers() {}

    /**
     * Empty where the member may be there.
     *
     * @param part {@code response} or {@code exports}
     */
    static Optional<Undeclared> of(ActionDefinition action, String part, List<Segment> path) {
        boolean exports = part.equals("exports");
        @Nullable ObjectNode schema = exports ? action.exportsSchema() : action.responseSchema();
        if (schema != null) {
            return switch (new SchemaMembers(schema).follow(path)) {
                case SchemaMembers.Answer.Possible _ -> Optional.empty();
                case SchemaMembers.Answer.Undeclared(String name, List<String> known, boolean closed) ->
                    Optional.of(new Undeclared(name, known, closed, "does not declare '" + name + "'"));
            };
        }
        return exports ? undeclaredExport(action, path) : Optional.empty();
    }

    private static Optional<Undeclared> undeclaredExport(ActionDefinition action, List<Segment> path) {
        List<String> known = switch (action.body()) {
            case ActionBody.Request(var request) ->
                List.copyOf(request.exports().keySet());
            case ActionBody.Code _, ActionBody.Flow _ -> List.of();
        };
        String name = !path.isEmpty() && path.getFirst() instanceof Segment.Name(String first) ? first : "";
        if (known.contains(name)) {
            return Optional.empty();
        }
        String text = known.isEmpty() ? "are none; the action exports nothing" : "do not have '" + name + "'";
        return Optional.of(new Undeclared(name, known, true, text));
    }
}
