package dev.dispatch.job;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import java.util.Arrays;
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
        List<JsonNode> allowed = List.copyOf(members.elements("enum").values());
        if (members.has("enum") && members.node("enum").orElseThrow().isEmpty()) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, members.pointer("enum"), "'enum' allows no value at all")
                    .expected("at least one value"));
        }
        type.ifPresent(wanted -> members.elements("enum").forEach((at, value) -> fits(wanted, at, value)));
        Optional<JsonNode> defaultValue = members.node("default");
        if (type.isPresent() && defaultValue.isPresent()) {
            fits(type.get(), members.pointer("default"), defaultValue.get());
            if (!allowed.isEmpty() && allowed.stream().noneMatch(value -> Json.equal(value, defaultValue.get()))) {
                issues.add(Issue.at(
                                IssueCode.SCHEMA_ERROR,
                                members.pointer("default"),
                                "The default of input '" + name + "' is not among its 'enum' values")
                        .expected("one of " + shown(allowed))
                        .actual(Json.compact(defaultValue.get())));
            }
        }
        return new InputDeclaration(
                name,
                type.orElse(InputType.STRING),
                members.flag("required").orElse(false),
                defaultValue.orElse(null),
                allowed,
                members.text("description").orElse(null),
                members.flag("secret").orElse(false));
    }

    private Optional<InputType> type(Members members) {
        Optional<String> word = members.requiredText("type");
        Optional<InputType> type = word.flatMap(InputType::of);
        if (word.isPresent() && type.isEmpty()) {
            Issue issue = Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            members.pointer("type"),
                            "'" + word.get() + "' is not a type of inputs")
                    .expected("one of " + String.join(", ", TYPES))
                    .actual(word.get());
            issues.add(issue.suggest(NearNames.of(word.get(), TYPES)));
        }
        return type;
    }

    private void fits(InputType type, Pointer at, JsonNode value) {
        if (!type.fits(value)) {
            issues.add(Members.wrongType(at, type.word(), value));
        }
    }

    private static String shown(List<JsonNode> values) {
        return String.join(", ", values.stream().map(Json::compact).toList());
    }
}
