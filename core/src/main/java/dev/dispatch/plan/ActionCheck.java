package dev.dispatch.plan;

import dev.dispatch.job.ActionKey;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.NearActions;
import dev.dispatch.policy.Denial;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the actions that a job names. */
final class ActionCheck {

    private static final Set<String> MUTATIONS = Set.of("memory.store", "memory.store-many", "memory.forget");

    private final ModuleRegistry registry;
    private final JobKind kind;
    private final boolean called;
    private final String seedName;
    private final Map<String, Optional<Node.Callable>> found = new HashMap<>();

    /** @param fileName of the job; null where it has no file */
    ActionCheck(ModuleRegistry registry, JobKind kind, @Nullable String fileName) {
        this(registry, kind, fileName, false);
    }

    /**
     * A check for one job.
     *
     * @param kind whose rules count
     * @param called whether they count because a job of that kind calls this one
     */
    ActionCheck(ModuleRegistry registry, JobKind kind, @Nullable String fileName, boolean called) {
        this.registry = registry;
        this.kind = kind;
        this.called = called;
        this.seedName = seedName(fileName);
    }

    /**
     * The action behind a key; why it cannot be used is added to the issues.
     *
     * @param dependencies receives that its module is not there
     */
    Optional<Node.Callable> find(String key, Pointer at, IssueList issues, IssueList dependencies) {
        Optional<ModuleRegistry.Provided> provided = registry.action(key);
        if (provided.isEmpty()) {
            Optional<Denial> denial = denial(key);
            if (denial.isPresent()) {
                issues.add(denial.get().issue(at));
                return Optional.empty();
            }
            ActionKey.parse(key)
                    .ifPresent(
                            wanted -> (isModuleMissing(wanted) ? dependencies : issues).add(() -> unknown(wanted, at)));
            return Optional.empty();
        }
        if (!mayCall(kind, key)) {
            issues.add(called ? mutationForCase(key, at) : mutation(key, at));
        }
        Optional<Node.Callable> known = found.get(key);
        if (known == null) {
            known = compile(provided.get(), at, issues);
            found.put(key, known);
        }
        return known;
    }

    private Issue mutation(String key, Pointer at) {
        return Issue.at(
                        IssueCode.DISALLOWED_MEMORY_MUTATION,
                        at,
                        "'" + key + "' changes memory, which only seed jobs may do; the name of the file decides")
                .expected("a file named " + seedName)
                .actual(key)
                .suggest("rename the file to " + seedName);
    }

    private static Issue mutationForCase(String key, Pointer at) {
        return Issue.at(
                        IssueCode.DISALLOWED_MEMORY_MUTATION,
                        at,
                        "'" + key + "' changes memory, which only seed jobs may do, and a case job calls this one")
                .expected("a call from a seed job, or an action that leaves memory as it is")
                .actual(key);
    }

    /** Where it looks. */
    ModuleRegistry registry() {
        return registry;
    }

    /** Why the module of an action was not loaded, where a policy is the reason. */
    private Optional<Denial> denial(String key) {
        return registry.broken().stream()
                .filter(module -> module.denial() != null
                        && key.startsWith(
                                String.valueOf(Path.of(module.source()).getFileName()) + "."))
                .map(BrokenModule::denial)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private static String seedName(@Nullable String fileName) {
        String suffix = JobKind.SEED.suffix();
        if (fileName == null) {
            return "<name>" + suffix;
        }
        String bare = fileName.endsWith(JobKind.CASE.suffix())
                ? fileName.substring(
                        0, fileName.length() - JobKind.CASE.suffix().length())
                : fileName.endsWith(".json") ? fileName.substring(0, fileName.length() - 5) : fileName;
        return bare + suffix;
    }

    private Issue unknown(ActionKey wanted, Pointer at) {
        String key = wanted.toString();
        List<String> siblings = registry.actions().keySet().stream()
                .filter(other -> other.startsWith(wanted.module() + "."))
                .toList();
        boolean missing = isModuleMissing(wanted);
        IssueCode code = missing ? IssueCode.MISSING_MODULE_DEPENDENCY : IssueCode.UNKNOWN_ACTION;
        Issue issue = Issue.at(code, at, message(wanted)).actual(key).suggestInstead(near(wanted));
        if (missing) {
            issue = issue.with(Json.object().put("dependencyType", "module").put("moduleName", wanted.module()));
        }
        return issue.expected(
                siblings.isEmpty()
                        ? "module.action of a module that is there: " + Names.list(moduleNames())
                        : Names.oneOf(siblings));
    }

    private boolean isModuleMissing(ActionKey wanted) {
        return registry.module(wanted.module()).isEmpty();
    }

    private String message(ActionKey wanted) {
        if (registry.module(wanted.module()).isPresent()) {
            return "Module '" + wanted.module() + "' has no action '" + wanted.name() + "'";
        }
        String broken =
                registry.broken(wanted.module()).map(BrokenModule::afterMissing).orElse("");
        return "There is no module '" + wanted.module() + "'" + broken;
    }

    private List<String> near(ActionKey wanted) {
        return NearActions.of(wanted.toString(), registry.actions().keySet());
    }

    private Set<String> moduleNames() {
        return registry.modules().stream()
                .map(module -> module.name())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** Whether jobs of that kind may use the action at all. */
    static boolean mayCall(JobKind kind, String key) {
        return kind != JobKind.CASE || !MUTATIONS.contains(key);
    }

    /** What can be called; empty where one of its schemas cannot be used, which is added to the issues. */
    static Optional<Node.Callable> compile(ModuleRegistry.Provided provided, Pointer at, IssueList issues) {
        ActionDefinition action = provided.action();
        Optional<JsonSchema> input = schema(action, "input", action.inputSchema(), at, issues);
        ObjectNode exports = action.exportsSchema();
        Optional<JsonSchema> exportsSchema =
                exports == null ? Optional.empty() : schema(action, "exports", exports, at, issues);
        ObjectNode credential = action.credentialSchema();
        Optional<JsonSchema> credentialSchema =
                credential == null ? Optional.empty() : schema(action, "credential", credential, at, issues);
        if (action.body() instanceof ActionBody.Request(var request)
                && request.checkResponse()
                && action.responseSchema() != null) {
            schema(action, "response", action.responseSchema(), at, issues);
        }
        return input.map(schema ->
                new Node.Callable(provided, schema, exportsSchema.orElse(null), credentialSchema.orElse(null)));
    }

    private static Optional<JsonSchema> schema(
            ActionDefinition action, String what, JsonNode schema, Pointer at, IssueList issues) {
        return switch (JsonSchema.compile(schema)) {
            case JsonSchema.Compiled.Ok(JsonSchema compiled) -> Optional.of(compiled);
            case JsonSchema.Compiled.Invalid(List<SchemaViolation> violations) -> {
                SchemaViolation first = violations.getFirst();
                String place = first.pointer().equals(Pointer.ROOT)
                        ? "the schema"
                        : "'" + first.pointer().dotted() + "'";
                issues.add(Issue.at(
                                IssueCode.MODULE_LOAD_FAILED,
                                at,
                                "The " + what + " schema of " + action.key() + " cannot be used: " + place + " "
                                        + first.message())
                        .expected("a JSON Schema 2020-12")
                        .actual(action.key().toString()));
                yield Optional.empty();
            }
        };
    }
}
