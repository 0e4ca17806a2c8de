package dev.dispatch.plan;

import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.InputType;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what a caller passes against what a job declares. */
final class InputResolution {

    private static final Pointer AT = Pointer.ROOT.child("inputs");

    private final Map<String, InputDeclaration> declared;
    private final IssueList issues;
    private final ObjectNode values = Json.object();
    private final Set<String> refused = new HashSet<>();

    private InputResolution(Map<String, InputDeclaration> declared, IssueList issues) {
        this.declared = declared;
        this.issues = issues;
    }

    /** The values of all inputs in the order of their declaration; what is wrong is added to the issues. */
    static ObjectNode resolve(Map<String, InputDeclaration> declared, GivenInputs given, IssueList issues) {
        InputResolution resolution = new InputResolution(declared, issues);
        given.values().properties().forEach(member -> resolution.give(member.getKey(), member.getValue()));
        Set<String> once = new HashSet<>(given.values().propertyNames());
        Set<String> twice = new HashSet<>();
        for (GivenInputs.Text text : given.texts()) {
            if (once.add(text.name())) {
                resolution.read(text);
            } else if (twice.add(text.name())) {
                issues.add(repeated(text.name()));
            }
        }
        return resolution.complete();
    }

    private static Issue repeated(String name) {
        return Issue.at(
                        IssueCode.REPEATED_INPUT,
                        AT.child(name),
                        "Input '" + Shown.of(name) + "' was given more than once")
                .expected("one value")
                .actual("several")
                .suggest("give it once");
    }

    private void give(String name, JsonNode value) {
        InputDeclaration declaration = declared.get(name);
        if (declaration == null) {
            undeclared(name);
        } else {
            accept(declaration, value, Json.compact(value));
        }
    }

    private void read(GivenInputs.Text given) {
        InputDeclaration declaration = declared.get(given.name());
        if (declaration == null) {
            undeclared(given.name());
            return;
        }
        String text = given.value();
        Optional<JsonNode> value = declaration.type() == InputType.STRING ? Optional.of(Json.text(text)) : json(text);
        if (value.isEmpty()) {
            illTyped(declaration, text);
        } else {
            accept(declaration, value.get(), text);
        }
    }

    private void accept(InputDeclaration declaration, JsonNode value, String shown) {
        if (!declaration.type().fits(value)) {
            illTyped(declaration, shown);
            return;
        }
        if (!declaration.allowed().isEmpty()
                && declaration.allowed().stream().noneMatch(allowed -> Json.equal(allowed, value))) {
            String choices = Names.oneOf(
                    declaration.allowed().stream().map(Json::compact).toList());
            refuse(declaration, choices, choices, shown);
            return;
        }
        values.set(declaration.name(), value);
    }

    private void illTyped(InputDeclaration declaration, String shown) {
        String wanted = declaration.type().word();
        String form = switch (declaration.type()) {
            case OBJECT, ARRAY -> "a JSON " + wanted;
            case BOOLEAN -> "true or false";
            case INTEGER -> "an integer";
            case STRING, NUMBER -> "a " + wanted;
        };
        refuse(declaration, form, wanted, shown);
    }

    private void refuse(InputDeclaration declaration, String form, String wanted, String shown) {
        issues.add(Issue.at(
                        IssueCode.INVALID_INPUT,
                        AT.child(declaration.name()),
                        "Input '" + declaration.name() + "' must be " + form)
                .expected(wanted)
                .actual(SecretValues.isSecret(declaration) ? "[REDACTED]" : shown));
        values.remove(declaration.name());
        refused.add(declaration.name());
    }

    private void undeclared(String name) {
        issues.add(() -> Issue.at(
                        IssueCode.UNKNOWN_INPUT,
                        AT.child(name),
                        "Input '" + Shown.of(name) + "' is not declared by this job")
                .expected(declared.isEmpty() ? "no input" : Names.oneOf(declared.keySet()))
                .actual(name)
                .suggest(NearNames.of(name, free())));
    }

    /** The declared inputs that nobody gave. */
    private List<String> free() {
        return declared.keySet().stream()
                .filter(name -> !values.has(name) && !refused.contains(name))
                .toList();
    }

    /** Adds defaults and says what is still missing. */
    private ObjectNode complete() {
        ObjectNode all = Json.object();
        for (InputDeclaration declaration : declared.values()) {
            JsonNode value = values.get(declaration.name());
            if (value == null) {
                value = declaration.defaultValue();
            }
            if (value != null) {
                all.set(declaration.name(), value);
            } else if (declaration.required() && !refused.contains(declaration.name())) {
                issues.add(Issue.at(
                                IssueCode.MISSING_INPUT,
                                AT.child(declaration.name()),
                                "Required input '" + declaration.name() + "' was not provided")
                        .expected(declaration.type().word())
                        .actual("no value")
                        .suggest("--input " + declaration.name() + "=<"
                                + declaration.type().word() + ">"));
            }
        }
        return all;
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
