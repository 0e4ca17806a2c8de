package dev.dispatch.code;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import dev.dispatch.sdk.Action;
import dev.dispatch.shape.AnnotatedNotes;
import dev.dispatch.shape.SchemaWriter;
import dev.dispatch.shape.Shape;
import dev.dispatch.shape.Shapes;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Describes the actions of one class, with the schemas of the types in their signatures. */
final class ActionDescriber {

    private final Class<?> module;
    private final AnnotatedNotes notes;
    private final List<Issue> faults;

    /** @param faults receives what is wrong */
    ActionDescriber(Class<?> module, AnnotatedNotes notes, List<Issue> faults) {
        this.module = module;
        this.notes = notes;
        this.faults = faults;
    }

    /** Empty where something is wrong. */
    Optional<DescribedAction> describe(Method method, Action action) {
        int before = faults.size();
        if (!ActionKey.isPart(action.name())) {
            fault(
                    method,
                    "has the name '" + action.name() + "', which is none",
                    "lower-case letters, digits and hyphens");
        }
        if (action.description().isBlank()) {
            fault(method, "has an empty description", "one sentence that says what the action is for");
        }
        if (action.effect().length > 1) {
            fault(method, "has more than one effect", "the gravest one");
        }
        return switch (ActionSignature.of(method)) {
            case ActionSignature.Reading.Wrong(String why) -> {
                fault(method, why, "the shape of an action");
                yield Optional.empty();
            }
            case ActionSignature.Reading.Ok(ActionSignature signature) -> {
                ObjectNode input = schema(method, "input", signature.input());
                ObjectNode exports = schema(method, "exports", signature.exports());
                ObjectNode credential = schema(method, "credential", signature.credential());
                yield faults.size() > before || input == null
                        ? Optional.empty()
                        : Optional.of(new DescribedAction(
                                action.name(),
                                ActionSignature.key(method),
                                action.description().strip(),
                                action.effect().length == 0 ? null : action.effect()[0],
                                action.credentialFlow(),
                                input,
                                exports,
                                credential));
            }
        };
    }

    /** Null for Void; no input at all is an object without members. */
    private @Nullable ObjectNode schema(Method method, String role, @Nullable Type type) {
        int known = notes.faults().size();
        Shapes shapes = new Shapes(notes);
        Shape shape = type == null ? new Shape.Nothing() : shapes.of(type, "The " + role);
        if (shapes.faults().isEmpty() && !fits(role, shape)) {
            fault(method, "has a type for its " + role + " that is no JSON object", expected(role));
            return null;
        }
        if (shape instanceof Shape.Nothing && !role.equals("input")) {
            return null;
        }
        ObjectNode schema = shapes.faults().isEmpty() ? new SchemaWriter(notes).write(shape) : null;
        shapes.faults().forEach(message -> fault(method, message));
        notes.faults().stream().skip(known).forEach(message -> fault(method, message));
        if (schema != null && JsonSchema.compile(schema) instanceof JsonSchema.Compiled.Invalid(var violations)) {
            for (SchemaViolation violation : violations) {
                fault(
                        method,
                        "The schema of the " + role + " at '"
                                + violation.pointer().dotted() + "' " + violation.message());
            }
        }
        return schema;
    }

    private static boolean fits(String role, Shape shape) {
        return switch (shape) {
            case Shape.RecordShape _, Shape.Dictionary _ -> true;
            case Shape.OneOf _ -> !role.equals("credential");
            case Shape.Tree(Class<?> type) -> type.getSimpleName().equals("ObjectNode") || role.equals("exports");
            case Shape.Nothing _ -> true;
            case Shape.Plain _, Shape.Choice _, Shape.Maybe _, Shape.Sequence _ -> false;
        };
    }

    private static String expected(String role) {
        return switch (role) {
            case "credential" -> "a record, Map<String, String> or ObjectNode; Void for no credential";
            case "exports" -> "a record, Map<String, ...> or JsonNode; Void for no exports";
            default -> "a record, Map<String, ...> or ObjectNode; or no second parameter";
        };
    }

    private void fault(Method method, String what, String expected) {
        faults.add(issue(method, "The method " + method.getName() + " " + what).expected(expected));
    }

    private void fault(Method method, String message) {
        faults.add(issue(method, message));
    }

    private Issue issue(Method method, String message) {
        return Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, message)
                .atPath(module.getSimpleName() + "." + method.getName());
    }
}
