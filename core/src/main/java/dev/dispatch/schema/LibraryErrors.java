package dev.dispatch.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Puts the library's errors into the product's words. The library lists the errors of all branches of a failed
 * {@code anyOf} or {@code oneOf} flat; here they are gathered again and summed up.
 */
final class LibraryErrors {

    private record Choice(String keyword, String evaluation, Pointer at) {}

    private final JsonNode root;
    private final JsonNode document;
    private final Unknowns unknowns;
    private final List<SchemaViolation> found = new ArrayList<>();
    private final Map<Choice, Map<Integer, List<SchemaViolation>>> choices = new LinkedHashMap<>();

    LibraryErrors(JsonNode root, JsonNode document, Unknowns unknowns) {
        this.root = root;
        this.document = document;
        this.unknowns = unknowns;
    }

    List<SchemaViolation> translate(List<Error> errors) {
        boolean open = unknowns.within(document);
        for (Error error : errors) {
            EvaluationPath path = new EvaluationPath(error.getEvaluationPath());
            if (!open || isCertain(error, path)) {
                place(error, path);
            }
        }
        choices.forEach((choice, branches) -> found.add(
                Alternatives.none(choice.keyword, List.copyOf(branches.values()), valueAt(choice.at), choice.at)));
        return found;
    }

    private void place(Error error, EvaluationPath path) {
        Pointer at = pointer(error.getInstanceLocation());
        int choiceAt = path.firstChoice();
        if (choiceAt < 0) {
            found.add(violation(error, at));
        } else if (!path.endsAt(choiceAt)) {
            Choice choice = new Choice(path.name(choiceAt), path.upTo(choiceAt), up(at, path.descentsAfter(choiceAt)));
            choices.computeIfAbsent(choice, key -> new TreeMap<>())
                    .computeIfAbsent(path.index(choiceAt + 1), key -> new ArrayList<>())
                    .add(violation(error, at));
        } else if (error.getArguments() != null && !"0".equals(String.valueOf(error.getArguments()[0]))) {
            List<Integer> fitting = new ArrayList<>();
            for (int i = 1; i < error.getArguments().length; i++) {
                fitting.add(
                        Integer.parseInt(String.valueOf(error.getArguments()[i]).trim()) + 1);
            }
            found.add(Alternatives.several(fitting, at));
        }
    }

    private boolean isCertain(Error error, EvaluationPath path) {
        JsonNode value = error.getInstanceNode();
        if (path.isConditional()) {
            return false;
        }
        return switch (error.getKeyword()) {
            case "type", "false" -> unknowns.kind(value) != Placeholder.WHOLE;
            case "required", "dependentRequired", "additionalProperties", "propertyNames" -> true;
            case "minItems", "minProperties" -> true;
            case "maxItems", "maxProperties", "items" -> !unknowns.amongChildren(value);
            default -> !unknowns.within(value);
        };
    }

    private SchemaViolation violation(Error error, Pointer at) {
        JsonNode value = error.getInstanceNode();
        String property = String.valueOf(error.getProperty());
        return switch (error.getKeyword()) {
            case "false" -> Wording.forbidden(at);
            case "required" -> Wording.missing(property, value, at);
            case "dependentRequired" -> Wording.missingBeside(argument(error, 0), argument(error, 1), value, at);
            case "additionalProperties", "unevaluatedProperties" ->
                Wording.unknown(error.getKeyword(), property, value, known(error), at);
            case "items", "unevaluatedItems" -> Wording.extraItem(error.getKeyword(), error.getIndex(), at);
            case "propertyNames" -> {
                String keyword = argument(error, 1);
                yield Wording.name(property, SchemaViolation.of(at, keyword, "does not fit " + keyword), at);
            }
            default -> Wording.of(error.getKeyword(), error.getSchemaNode(), value, at);
        };
    }

    private static String argument(Error error, int index) {
        Object[] arguments = error.getArguments();
        return arguments != null && index < arguments.length ? String.valueOf(arguments[index]) : "";
    }

    /** The declared names beside the keyword; none where the schema lies in another resource of the document. */
    private Collection<String> known(Error error) {
        NodePath path = error.getSchemaLocation().getFragment();
        JsonNode node = root;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            Object element = path.getElement(i);
            node = element instanceof Integer index ? node.path(index) : node.path(String.valueOf(element));
        }
        return List.copyOf(node.path("properties").propertyNames());
    }

    private JsonNode valueAt(Pointer at) {
        JsonNode node = document;
        for (String name : at.names()) {
            node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node.isMissingNode() ? Json.object() : node;
    }

    private static Pointer up(Pointer at, int levels) {
        String text = at.text();
        for (int i = 0; i < levels && !text.isEmpty(); i++) {
            text = text.substring(0, text.lastIndexOf('/'));
        }
        return new Pointer(text);
    }

    private static Pointer pointer(NodePath path) {
        Pointer at = Pointer.ROOT;
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            at = element instanceof Integer index ? at.child(index) : at.child(String.valueOf(element));
        }
        return at;
    }
}
