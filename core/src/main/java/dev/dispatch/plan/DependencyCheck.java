package dev.dispatch.plan;

import dev.dispatch.job.Dependencies;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.module.VersionRange;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that what a job declares as its prerequisites is there. */
final class DependencyCheck {

    private final ModuleRegistry registry;
    private final MemoryStore memory;
    private final IssueList issues;
    private final List<NextAction> next = new ArrayList<>();

    DependencyCheck(ModuleRegistry registry, MemoryStore memory, IssueList issues) {
        this.registry = registry;
        this.memory = memory;
        this.issues = issues;
    }

    void check(Dependencies dependencies, JsonNode http) {
        dependencies.modules().forEach(this::module);
        dependencies.memory().forEach(this::memory);
        dependencies.http().forEach(needed -> http(needed, http));
    }

    /** Commands that provide what is missing. */
    List<NextAction> next() {
        return next;
    }

    private void module(Dependencies.NeededModule needed) {
        String version = needed.version();
        Optional<VersionRange> range = version == null ? Optional.empty() : VersionRange.parse(version);
        if (version != null && range.isEmpty()) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            needed.pointer().child("version"),
                            "'" + version + "' is not a range of versions")
                    .expected("a range as npm writes it, such as ^1.2.0")
                    .actual(version));
            return;
        }
        List<LoadedModule> modules = registry.modulesNamed(needed.name());
        ObjectNode facts = Json.object().put("dependencyType", "module").put("moduleName", needed.name());
        if (version != null) {
            facts.put("requiredVersion", version);
        }
        if (modules.isEmpty()) {
            List<String> known =
                    registry.modules().stream().map(LoadedModule::name).toList();
            issues.add(Issue.at(
                            IssueCode.MISSING_MODULE_DEPENDENCY,
                            needed.pointer(),
                            "Module '" + needed.name() + "' is not installed")
                    .expected(version == null ? needed.name() : needed.name() + " " + version)
                    .suggest(NearNames.of(needed.name(), known))
                    .with(facts));
            addNext(NextAction.of("list the modules that are there", "module", "list"));
        } else if (version != null
                && range.isPresent()
                && modules.stream().noneMatch(module -> range.get().contains(module.version()))) {
            String found = modules.getFirst().version();
            issues.add(Issue.at(
                            IssueCode.MODULE_VERSION_MISMATCH,
                            needed.pointer(),
                            "Module '" + needed.name() + "' has version " + found + ", the job needs " + version)
                    .expected(version)
                    .actual(found)
                    .with(facts.put("actualVersion", found)));
            addNext(NextAction.of("look at the module that is there", "module", "inspect", needed.name()));
        }
    }

    private void memory(Dependencies.NeededMemory needed) {
        try {
            if (memory.recall(needed.namespace(), needed.key()).isPresent()) {
                return;
            }
        } catch (ProblemException e) {
            Problem problem = e.problem();
            issues.add(Issue.at(IssueCode.INVALID_MEMORY, needed.pointer(), problem.message())
                    .with(facts(needed)));
            return;
        }
        issues.add(Issue.at(
                        IssueCode.MISSING_MEMORY_DEPENDENCY,
                        needed.pointer(),
                        "Memory has no '" + needed.key() + "' in namespace '" + needed.namespace() + "'")
                .expected("a value at " + needed.namespace() + "." + needed.key())
                .with(facts(needed)));
        Dependencies.Fill fill = needed.fill();
        if (fill != null) {
            fill(needed, fill);
        }
    }

    private void fill(Dependencies.NeededMemory needed, Dependencies.Fill fill) {
        Optional<ShippedJob> job = registry.module(fill.module()).stream()
                .flatMap(module -> module.jobs().stream())
                .filter(shipped -> shipped.id().equals(fill.job()))
                .findFirst();
        if (job.isPresent()) {
            addNext(NextAction.of(
                    "fill " + needed.namespace() + "." + needed.key(),
                    "job",
                    "run",
                    "--case",
                    job.get().path().toString()));
            return;
        }
        List<String> known = registry.module(fill.module()).stream()
                .flatMap(module -> module.jobs().stream())
                .map(ShippedJob::id)
                .toList();
        issues.add(Issue.at(
                        IssueCode.INVALID_FILL_JOB,
                        needed.pointer().child("fill"),
                        "Module '" + fill.module() + "' ships no job '" + fill.job() + "'")
                .expected(known.isEmpty() ? "a module that ships jobs" : "one of " + String.join(", ", known))
                .actual(fill.job())
                .suggest(NearNames.of(fill.job(), known))
                .with(facts(needed)));
    }

    private void http(Dependencies.NeededHttp needed, JsonNode http) {
        JsonNode at = http;
        for (String name : needed.path().split("\\.", -1)) {
            at = at.path(name);
        }
        if (at.isMissingNode()
                || at.isNull()
                || (at.isString() && at.stringValue().isEmpty())) {
            issues.add(Issue.at(
                            IssueCode.MISSING_HTTP_DEPENDENCY,
                            needed.pointer(),
                            "The job needs 'http." + needed.path() + "', which has no value")
                    .expected("a value under http." + needed.path())
                    .with(Json.object().put("dependencyType", "http").put("httpPath", needed.path())));
        }
    }

    private void addNext(NextAction action) {
        if (!next.contains(action)) {
            next.add(action);
        }
    }

    private static ObjectNode facts(Dependencies.NeededMemory needed) {
        ObjectNode facts = Json.object()
                .put("dependencyType", "memory")
                .put("namespace", needed.namespace())
                .put("key", needed.key());
        Dependencies.Fill fill = needed.fill();
        if (fill != null) {
            facts.set("fill", Json.object().put("module", fill.module()).put("job", fill.job()));
        }
        return facts;
    }
}
