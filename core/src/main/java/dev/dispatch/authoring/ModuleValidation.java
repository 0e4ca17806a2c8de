package dev.dispatch.authoring;

import dev.dispatch.archive.ModulePacker;
import dev.dispatch.config.Config;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ModuleSource;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.plan.Situation;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Checks a module from its {@code module.json} to the jobs it ships; runs nothing of it. */
public final class ModuleValidation {

    private static final long LARGEST_MANIFEST = 64L * 1024 * 1024;

    private final List<CodeLoader> loaders;
    private final Function<Path, Situation> situations;
    private final Path installed;
    private final ModulePacker packer;

    /**
     * A check of modules.
     *
     * @param loaders the languages that an entry may be written in
     * @param situations what is there for the jobs of a folder
     * @param installed the folder of installed modules
     * @param packer tells whether a module can be packed
     */
    public ModuleValidation(
            List<CodeLoader> loaders, Function<Path, Situation> situations, Path installed, ModulePacker packer) {
        this.loaders = List.copyOf(loaders);
        this.situations = situations;
        this.installed = installed.toAbsolutePath().normalize();
        this.packer = packer;
    }

    /**
     * Everything that is wrong with the module in a folder, which need not be in a workspace. Its jobs are checked as if
     * it were the one that jobs use.
     *
     * @throws dev.dispatch.problem.ProblemException NOT_FOUND where there is no folder; what the situation throws
     */
    public ModuleCheck check(Path given) {
        Path folder = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "There is no folder " + folder)
                    .next(List.of(NextAction.of("list the modules and their folders", "module", "list")))
                    .exception();
        }
        Situation situation = situations.apply(folder);
        Policies policies = situation.config().map(Config::policies).orElse(Policies.NONE);
        return switch (ModuleLoader.load(folder, Layer.REPO, policies, loaders)) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> loaded(folder, module, situation);
            case ModuleLoader.Loading.Failed(BrokenModule broken) -> broken(folder, broken, situation);
        };
    }

    private ModuleCheck loaded(Path folder, LoadedModule module, Situation situation) {
        Path manifest = folder.resolve("module.json");
        Optional<JsonSource> source = source(manifest);
        IssueList wrong = source.map(IssueList::about).orElseGet(IssueList::withoutText);
        IssueList odd = source.map(IssueList::about).orElseGet(IssueList::withoutText);
        source.ifPresent(found -> SchemasCheck.check(found.root(), wrong));
        ActionsCheck actions = new ActionsCheck(wrong, odd);
        for (ActionDefinition action : module.actions().values()) {
            actions.check(action);
        }
        List<Finding> errors = in(manifest, wrong.issues());
        List<Finding> warnings = new ArrayList<>(in(manifest, odd.issues()));
        module.warnings().forEach(issue -> warnings.add(Finding.of(issue)));
        documents(folder).forEach(issue -> warnings.add(Finding.of(issue)));
        new JobsCheck(with(situation, module), errors, warnings).check(module);
        return new ModuleCheck(
                folder,
                module.name(),
                module.version(),
                module,
                new Verdict(errors, warnings),
                new ReadinessCheck(folder, installed, packer).of(module),
                around(folder, module, situation.registry()));
    }

    private ModuleCheck broken(Path folder, BrokenModule broken, Situation situation) {
        Path manifest = folder.resolve("module.json");
        Optional<JsonSource> source = source(manifest);
        JsonNode root = source.map(JsonSource::root).orElseGet(Json::object);
        List<Issue> faults = faults(broken, manifest);
        List<Issue> all = new ArrayList<>(faults);
        source.ifPresent(found -> {
            IssueList wrong = IssueList.about(found);
            SchemasCheck.check(found.root(), wrong);
            wrong.issues().forEach(issue -> all.add(issue.atPath(manifest.toString())));
        });
        all.sort(Issue.IN_DOCUMENT_ORDER);
        List<Finding> errors = new ArrayList<>(all.stream().map(Finding::of).toList());
        List<Finding> warnings = new ArrayList<>();
        String name = root.path("name").isString() ? root.get("name").stringValue() : null;
        List<ShippedJob> jobs = ModuleFolders.jobs(folder.resolve("jobs"));
        if (name != null && broken.denial() == null && !jobs.isEmpty()) {
            new JobsCheck(without(situation, name), errors, warnings).checkWithout(name, jobs);
            warnings.add(Finding.of(Issue.at(
                            Finding.CODE,
                            Pointer.ROOT,
                            "What the jobs give to '" + name + "' and take from it is checked once it can be loaded")
                    .atPath(folder.resolve("jobs").toString())));
        }
        return new ModuleCheck(
                folder,
                name,
                root.path("version").isString() ? root.get("version").stringValue() : null,
                null,
                new Verdict(errors, warnings),
                new ReadinessCheck(folder, installed, packer).ofBroken(faults),
                List.of());
    }

    private static Situation without(Situation situation, String name) {
        return with(
                situation,
                situation.registry().sources().stream()
                        .filter(other -> !other.name().equals(name))
                        .toList());
    }

    private static List<Issue> faults(BrokenModule broken, Path manifest) {
        if (broken.denial() != null) {
            return List.of(broken.denial().issue(Pointer.ROOT.child("entry")).atPath(manifest.toString()));
        }
        if (!Files.exists(manifest)) {
            return List.of(Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, "The folder has no module.json")
                    .atPath(manifest.toString())
                    .expected("a folder with a module.json"));
        }
        return broken.issues().isEmpty()
                ? List.of(Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, broken.cause())
                        .atPath(manifest.toString())
                        .expected("a module that can be loaded"))
                : broken.issues();
    }

    /** Empty where there is no JSON to read; loading says why. */
    private static Optional<JsonSource> source(Path manifest) {
        try {
            return Files.size(manifest) > LARGEST_MANIFEST
                    ? Optional.empty()
                    : Optional.of(JsonSource.read(Files.readString(manifest)));
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The module before all others of its name, whatever is installed or lies beside it. */
    private Situation with(Situation situation, LoadedModule module) {
        Path folder = Objects.requireNonNull(module.folder());
        List<ModuleSource> sources = new ArrayList<>();
        for (ModuleSource other : situation.registry().sources()) {
            if (!folder.equals(other.folder()) && !isStronger(other, module.name(), folder)) {
                sources.add(other);
            }
        }
        sources.add(ModuleSource.of(module));
        return with(situation, sources);
    }

    private static Situation with(Situation situation, List<ModuleSource> sources) {
        return new Situation(
                ModuleRegistry.of(sources),
                situation.memory(),
                situation.environment(),
                situation.generator(),
                situation.defaults(),
                situation.runtime(),
                situation.config());
    }

    private boolean isStronger(ModuleSource other, String name, Path folder) {
        Path parent = other.folder() == null ? null : other.folder().getParent();
        return other.name().equals(name)
                && parent != null
                && (parent.equals(installed) || parent.equals(folder.getParent()));
    }

    /** Where jobs use another module in its place, whoever edits it wonders. */
    private static List<Issue> around(Path folder, LoadedModule module, ModuleRegistry registry) {
        List<Issue> shadowed = new ArrayList<>();
        boolean known = registry.modulesNamed(module.name()).stream().anyMatch(other -> folder.equals(other.folder()));
        for (ActionDefinition action : known ? module.actions().values() : List.<ActionDefinition>of()) {
            registry.action(action.key().toString())
                    .map(ModuleRegistry.Provided::module)
                    .filter(winner -> !folder.equals(winner.folder()))
                    .ifPresent(winner -> shadowed.add(Issue.at(
                                    Finding.CODE,
                                    Pointer.ROOT
                                            .child("actions")
                                            .child(action.key().name()),
                                    "Jobs do not use '" + action.key() + "' of this folder, but that of "
                                            + winner.source())
                            .atPath(folder.resolve("module.json").toString())
                            .expected("this folder's")
                            .actual("that of " + winner.source())));
        }
        return shadowed;
    }

    private static List<Issue> documents(Path folder) {
        List<Issue> missing = new ArrayList<>();
        for (String name : List.of("README.md", "SKILL.md")) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                missing.add(Issue.at(Finding.CODE, Pointer.ROOT, "The module has no " + name)
                        .atPath(folder.resolve(name).toString())
                        .expected(
                                name.equals("README.md")
                                        ? "a few lines for people: what it is for, what to set, how to try it"
                                        : "a few lines for agents: what the schemas do not say"));
            }
        }
        return missing;
    }

    private static List<Finding> in(Path file, List<Issue> issues) {
        List<Finding> findings = new ArrayList<>();
        issues.forEach(issue -> findings.add(Finding.of(issue.atPath(file.toString()))));
        return findings;
    }
}
