package dev.dispatch.plan;

import dev.dispatch.expression.Segment;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an action says of the members of its response and its exports. */
final class DeclaredMembers {

    /**
     * A member that an action does not declare.
     *
     * @param known the names that are declared in its place
     * @param certain whether the member cannot be there
     * @param text half a sentence for a message
     * @param instead paths that the action does declare, nearest first
     */
    record Undeclared(List<String> known, boolean certain, String text, List<List<Segment>> instead) {}

    private final ActionDefinition action;
    private final String part;

    private DeclaredMembers(ActionDefinition action, String part) {
        this.action = action;
        this.part = part;
    }

    /**
     * Empty where the member may be there.
     *
     * @param part {@code response} or {@code exports}
     */
    static Optional<Undeclared> of(ActionDefinition action, String part, List<Segment> path) {
        return new DeclaredMembers(action, part).undeclared(path);
    }

    private Optional<Undeclared> undeclared(List<Segment> path) {
        return switch (answer(path)) {
            case SchemaMembers.Answer.Possible _ -> Optional.empty();
            case SchemaMembers.Answer.Undeclared(int at, String name, List<String> known, boolean closed) ->
                Optional.of(new Undeclared(known, closed, text(name, known), instead(path, at, name, known)));
        };
    }

    private SchemaMembers.Answer answer(List<Segment> path) {
        boolean exports = part.equals("exports");
        ObjectNode schema = exports ? action.exportsSchema() : action.responseSchema();
        if (schema != null) {
            return new SchemaMembers(schema).follow(path);
        }
        return exports ? undeclaredExport(path) : new SchemaMembers.Answer.Possible();
    }

    private SchemaMembers.Answer undeclaredExport(List<Segment> path) {
        List<String> known = switch (action.body()) {
            case ActionBody.Request(var request) ->
                List.copyOf(request.exports().keySet());
            case ActionBody.Code _, ActionBody.Flow _ -> List.of();
        };
        String name = !path.isEmpty() && path.getFirst() instanceof Segment.Name(String first) ? first : "";
        boolean possible = path.isEmpty() ? !known.isEmpty() : known.contains(name);
        return possible
                ? new SchemaMembers.Answer.Possible()
                : new SchemaMembers.Answer.Undeclared(0, name, known, true);
    }

    private String text(String name, List<String> known) {
        String all = "The " + part + " of '" + action.key() + "'";
        if (part.equals("exports") && known.isEmpty()) {
            return all + " are none; the action exports nothing";
        }
        return all + (part.equals("exports") ? " do" : " does") + " not declare '" + name + "'";
    }

    private List<List<Segment>> instead(List<Segment> path, int at, String name, List<String> known) {
        List<List<Segment>> ways = new ArrayList<>();
        for (String near : NearNames.of(name, known)) {
            List<Segment> way = new ArrayList<>(path);
            way.set(at, new Segment.Name(near));
            if (answer(way) instanceof SchemaMembers.Answer.Possible) {
                ways.add(way);
            }
        }
        return ways;
    }
}
