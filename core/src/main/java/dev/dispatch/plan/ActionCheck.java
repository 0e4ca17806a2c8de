package dev.dispatch.plan;

import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Template;
import dev.dispatch.job.ActionKey;
import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.Placeholder;
import dev.dispatch.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the actions that a job names and holds payloads against their schemas. */
final class ActionCheck {

    private static final Set<String> MUTATIONS = Set.of("memory.store", "memory.store-many", "memory.forget");

    private final ModuleRegistry registry;
    private final JobKind kind;
    private final Map<String, Optional<Node.Callable>> found = new HashMap<>();

    ActionCheck(ModuleRegistry registry, JobKind kind) {
        this.registry = registry;
        this.kind = kind;
    }

    /** The action behind a key; why it cannot be used is added to the issues. */
    Optional<Node.Callable> find(String key, Pointer at, IssueList issues) {
        Optional<ModuleRegistry.Provided> provided = registry.action(key);
        if (provided.isEmpty()) {
            unknown(key, at, issues);
            return Optional.empty();
        }
        if (kind == JobKind.CASE && MUTATIONS.contains(key)) {
            issues.add(Issue.at(
                            IssueCode.DISALLOWED_MEMORY_MUTATION,
                            at,
                            "'" + key + "' changes memory, which only seed jobs may do; the name of the file decides")
                    .expected("a file named <name>" + JobKind.SEED.suffix())
                    .actual(key)
                    .suggest("rename the file to <name>" + JobKind.SEED.suffix()));
        }
        Optional<Node.Callable> known = found.get(key);
        if (known == null) {
            known = compile(provided.get(), at, issues);
            found.put(key, known);
        }
        return known;
    }

    private void unknown(String key, Pointer at, IssueList issues) {
        if (key.isEmpty() || ActionKey.parse(key).isEmpty()) {
            return;
        }
        ActionKey wanted = ActionKey.parse(key).orElseThrow();
        List<String> siblings = registry.actions().keySet().stream()
                .filter(other -> other.startsWith(wanted.module() + "."))
                .toList();
        List<String> near = NearNames.of(key, registry.actions().keySet());
        String message = registry.module(wanted.module()).isPresent()
                ? "Module '" + wanted.module() + "' has no action '" + wanted.name() + "'"
                : "No module '" + wanted.module() + "' provides '" + key + "'";
        Issue issue =
                Issue.at(IssueCode.UNKNOWN_ACTION, at, message).actual(key).suggest(near);
        issues.add(siblings.isEmpty() ? issue : issue.expected("one of " + String.join(", ", siblings)));
        String folder = "/" + wanted.module();
        registry.broken().stream()
                .filter(broken -> broken.source().endsWith(folder))
                .forEach(broken -> issues.add(Issue.at(
                        IssueCode.MODULE_LOAD_FAILED,
                        at,
                        "The module in " + broken.source() + " could not be loaded: " + broken.cause())));
    }

    private static Optional<Node.Callable> compile(ModuleRegistry.Provided provided, Pointer at, IssueList issues) {
        ActionDefinition action = provided.action();
        Optional<JsonSchema> input = schema(action, "input", action.inputSchema(), at, issues);
        ObjectNode exports = action.exportsSchema();
        Optional<JsonSchema> exportsSchema =
                exports == null ? Optional.empty() : schema(action, "exports", exports, at, issues);
        return input.map(schema -> new Node.Callable(provided, schema, exportsSchema.orElse(null)));
    }

    private static Optional<JsonSchema> schema(
            ActionDefinition action, String what, JsonNode schema, Pointer at, IssueList issues) {
        return switch (JsonSchema.compile(schema)) {
            case JsonSchema.Compiled.Ok(JsonSchema compiled) -> Optional.of(compiled);
            case JsonSchema.Compiled.Invalid(List<SchemaViolation> violations) -> {
                SchemaViolation first = violations.getFirst();
                issues.add(Issue.at(
                        IssueCode.MODULE_LOAD_FAILED,
                        at,
                        "The " + what + " schema of " + action.key() + " cannot be used: "
                                + named(first.pointer(), "the schema") + " " + first.message()));
                yield Optional.empty();
            }
        };
    }

    /**
     * Holds a payload that may still have expressions against the action's schema.
     *
     * @param code what to call a misfit
     */
    static void payload(Node.Callable callable, JsonNode payload, Pointer at, IssueCode code, IssueList issues) {
        JsonNode complete = callable.input().withDefaults(payload);
        for (SchemaViolation violation : callable.input().validateTemplate(complete, ActionCheck::placeholder)) {
            issues.add(issue(violation, callable.key(), at, code));
        }
    }

    /** What is wrong with a payload that is ready to be used. */
    static List<Issue> misfits(Node.Callable callable, JsonNode payload, Pointer at) {
        List<Issue> issues = new ArrayList<>();
        for (SchemaViolation violation : callable.input().validate(payload)) {
            issues.add(issue(violation, callable.key(), at, IssueCode.MODULE_VALIDATION_ERROR));
        }
        return issues;
    }

    private static Issue issue(SchemaViolation violation, String action, Pointer at, IssueCode code) {
        boolean unknownMember = violation.keyword().equals("additionalProperties")
                || violation.keyword().equals("unevaluatedProperties");
        Pointer place = at.append(violation.pointer());
        String message = named(violation.pointer(), "the payload") + " " + violation.message() + " (" + action + ")";
        Issue issue = Issue.at(unknownMember ? IssueCode.UNKNOWN_FIELD : code, place, message)
                .suggest(violation.suggestions());
        issue = expected(issue, violation.expected());
        return violation.actual() == null ? issue : issue.actual(violation.actual());
    }

    private static Issue expected(Issue issue, @Nullable String wanted) {
        return wanted == null ? issue : issue.expected(wanted);
    }

    private static String named(Pointer pointer, String root) {
        return pointer.equals(Pointer.ROOT) ? root : "'" + pointer.dotted() + "'";
    }

    private static Placeholder placeholder(String text) {
        return switch (Template.parse(text, Pointer.ROOT, JobRoots.PAYLOAD)) {
            case Parsed.Faulty<Template> _ -> Placeholder.WHOLE;
            case Parsed.Ok<Template>(Template template) -> {
                if (!template.hasExpressions()) {
                    yield Placeholder.NONE;
                }
                yield template.whole() ? Placeholder.WHOLE : Placeholder.PART;
            }
        };
    }
}
