package dev.dispatch.job;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the declarations under {@code inputs}. */
final class InputsParser {

    private static final Set<String> MEMBERS = Set.of("type", "required", "default", "enum", "description", "secret");
    private static final List<String> TYPES =
            Arrays.stream(InputType.values()).map(InputType::word).toList();

    private final IssueList issues;

    private InputsParser(IssueList issues) {
        this.issues = issues;
    }

    static Map<String, InputDeclaration> parse(Members block, IssueList issues) {
        InputsParser parser = new InputsParser(issues);
        Map<String, InputDeclaration> inputs = new LinkedHashMap<>();
        block.each((name, node) -> {
            NameCheck.check("input", name, block.pointer(name), issues);
            Members members = Members.of(node, block.pointer(name), issues).allow(MEMBERS, Set.of());
            inputs.put(name, parser.declaration(name, members));
        });
        return inputs;
    }

    private InputDeclaration declaration(String name, Members members) {
        Optional<InputType> type = type(members);
        Map<Pointer, JsonNode> allowed = members.elements("enum");
        Optional<JsonNode> defaultValue = members.node("default");
        if (allowed.isEmpty() && members.node("enum").filter(JsonNode::isArray).isPresent()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, members.pointer("enum"), "'enum' allows no value at all")
                    .expected("at least one value")
                    .actual("[]"));
        }
        type.ifPresent(wanted -> allowed.forEach((at, value) -> fits(wanted, at, value)));
        type.ifPresent(wanted ->
                defaultValue.ifPresent(value -> checkDefault(name, wanted, value, allowed.values(), members)));
        return new InputDeclaration(
                name,
                type.orElse(InputType.STRING),
                members.flag("required").orElse(false),
                defaultValue.orElse(null),
                List.copyOf(allowed.values()),
                members.anyText("description").orElse(null),
                members.flag("secret").orElse(false));
    }

    private void checkDefault(
            String name, InputType type, JsonNode value, Collection<JsonNode> allowed, Members members) {
        Pointer at = members.pointer("default");
        if (value.isString() && Literals.reported(value.stringValue(), at, "is taken as it stands", issues)) {
            return;
        }
        if (fits(type, at, value)
                && !allowed.isEmpty()
                && allowed.stream().noneMatch(choice -> Json.equal(choice, value))) {
            List<String> choices = allowed.stream().map(Json::compact).toList();
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            at,
                            "The default of input '" + name + "' is not among its 'enum' values")
                    .expected(Names.oneOf(choices))
                    .actual(Json.compact(value))
                    .suggestInstead(value.isString() ? near(value.stringValue(), allowed) : List.of()));
        }
    }

    private static List<String> near(String value, Collection<JsonNode> allowed) {
        return NearNames.of(
                value,
                allowed.stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList());
    }

    private Optional<InputType> type(Members members) {
        Optional<String> word = members.requiredText("type");
        Optional<InputType> type = word.flatMap(InputType::of);
        if (word.isPresent() && type.isEmpty()) {
            Issue issue = Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            members.pointer("type"),
                            "'" + word.get() + "' is not a type of inputs")
                    .expected(Names.oneOf(TYPES))
                    .actual(word.get());
            issues.add(issue.suggestInstead(meant(word.get())));
        }
        return type;
    }

    /** Near names, or the type behind the word of another language. */
    private static List<String> meant(String word) {
        return switch (word) {
            case "str", "text" -> List.of("string");
            case "int", "long" -> List.of("integer");
            case "float", "double", "decimal" -> List.of("number");
            case "bool" -> List.of("boolean");
            case "map", "dict" -> List.of("object");
            case "list" -> List.of("array");
            default -> NearNames.of(word, TYPES);
        };
    }

    private boolean fits(InputType type, Pointer at, JsonNode value) {
        if (!type.fits(value)) {
            issues.add(MemberIssue.wrongType(at, type.word(), value));
            return false;
        }
        return true;
    }
}
