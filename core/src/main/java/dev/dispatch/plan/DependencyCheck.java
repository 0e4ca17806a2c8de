package dev.dispatch.plan;

import dev.dispatch.job.Dependencies;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.module.VersionRange;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Patch;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Checks that the modules and the values of memory that a job declares it needs are there. */
final class DependencyCheck {

    private final ModuleRegistry registry;
    private final MemoryStore memory;
    private final IssueList issues;
    private final IssueList warnings;
    private final Set<NextAction> next = new LinkedHashSet<>();
    private final List<MissingMemory> fillable = new ArrayList<>();

    DependencyCheck(ModuleRegistry registry, MemoryStore memory, Findings findings) {
        this.registry = registry;
        this.memory = memory;
        this.issues = findings.dependencies();
        this.warnings = findings.warnings();
    }

    void modules(Dependencies dependencies) {
        dependencies.modules().forEach(this::module);
    }

    void memory(Dependencies dependencies) {
        dependencies.memory().forEach(this::memory);
    }

    /** The missing values that a job which was found stores. */
    List<MissingMemory> fillable() {
        return List.copyOf(fillable);
    }

    /** Commands that provide what is missing. */
    List<NextAction> next() {
        return List.copyOf(next);
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
            Set<String> known =
                    registry.modules().stream().map(LoadedModule::name).collect(Collectors.toSet());
            List<String> near = NearNames.of(needed.name(), known);
            Optional<BrokenModule> broken = registry.broken(needed.name());
            Issue issue = Issue.at(
                            IssueCode.MISSING_MODULE_DEPENDENCY,
                            needed.pointer(),
                            "There is no module '" + needed.name() + "'"
                                    + broken.map(BrokenModule::afterMissing).orElse(""))
                    .expected(version == null ? needed.name() : needed.name() + " " + version)
                    .actual(broken.isPresent() ? "one that could not be loaded" : "not installed")
                    .suggest(near)
                    .with(facts);
            Pointer name = needed.pointer().child("name");
            issues.add(near.size() == 1 ? issue.mend(Patch.text(name, near.getFirst())) : issue);
            next.add(broken.map(BrokenModule::check)
                    .orElseGet(() -> NextAction.of("list the modules that are there", "module", "list")));
        } else if (version != null
                && range.isPresent()
                && modules.stream().noneMatch(module -> range.get().contains(module.version()))) {
            String found = modules.getFirst().version();
            String versions =
                    Names.list(modules.stream().map(LoadedModule::version).toList());
            issues.add(Issue.at(
                            IssueCode.MODULE_VERSION_MISMATCH,
                            needed.pointer(),
                            "Module '" + needed.name() + "' has version " + versions + ", the job needs " + version)
                    .expected(version)
                    .actual(found)
                    .with(facts.put("actualVersion", found)));
            next.add(NextAction.of("look at the module that is there", "module", "inspect", needed.name()));
        }
    }

    private void memory(Dependencies.NeededMemory needed) {
        boolean there;
        try {
            there = memory.recall(needed.namespace(), needed.key()).isPresent();
        } catch (ProblemException e) {
            issues.add(Issue.at(
                            IssueCode.INVALID_MEMORY,
                            needed.pointer(),
                            e.problem().message())
                    .expected("a namespace that can be read")
                    .actual(needed.namespace())
                    .with(MissingMemory.facts(needed)));
            return;
        }
        if (!there) {
            issues.add(() -> Issue.at(
                            IssueCode.MISSING_MEMORY_DEPENDENCY,
                            needed.pointer(),
                            "Memory has no '" + needed.key() + "' in namespace '" + needed.namespace() + "'")
                    .expected("a value at " + needed.name())
                    .actual("no value")
                    .with(MissingMemory.facts(needed)));
        }
        Dependencies.Fill fill = needed.fill();
        if (fill != null) {
            fill(needed, fill, there);
        }
    }

    /** A fill that cannot be found is no hindrance as long as the value is there. */
    private void fill(Dependencies.NeededMemory needed, Dependencies.Fill fill, boolean there) {
        List<ShippedJob> shipped =
                registry.module(fill.module()).map(LoadedModule::jobs).orElseGet(List::of);
        Optional<ShippedJob> job = shipped.stream()
                .filter(candidate -> candidate.id().equals(fill.job()))
                .findFirst();
        if (job.isEmpty()) {
            (there ? warnings : issues).add(() -> noFill(needed, fill, shipped));
            next.add(
                    registry.module(fill.module()).isPresent()
                            ? NextAction.of("see the jobs that the module ships", "module", "inspect", fill.module())
                            : NextAction.of("list the modules that are there", "module", "list"));
        } else if (!there) {
            fillable.add(new MissingMemory(needed, fill, job.get()));
        }
    }

    private Issue noFill(Dependencies.NeededMemory needed, Dependencies.Fill fill, List<ShippedJob> shipped) {
        List<String> known = shipped.stream().map(ShippedJob::id).distinct().toList();
        String message = registry.module(fill.module()).isPresent()
                ? "Module '" + fill.module() + "' ships no job '" + fill.job() + "'"
                : "Module '" + fill.module() + "', whose job '" + fill.job() + "' fills the key, is not installed";
        List<String> near = NearNames.of(fill.job(), known);
        Issue issue = Issue.at(IssueCode.INVALID_FILL_JOB, needed.pointer().child("fill"), message)
                .expected(known.isEmpty() ? "a module that ships jobs" : Names.oneOf(known))
                .actual(fill.name())
                .suggest(near)
                .with(MissingMemory.facts(needed));
        Pointer job = needed.pointer().child("fill").child("job");
        return near.size() == 1 ? issue.mend(Patch.text(job, near.getFirst())) : issue;
    }
}
