package dev.dispatch.cli.check;

import dev.dispatch.cli.skill.Skill;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.http.ProxyAddress;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at everything outside of the program that it needs. Nothing it writes stays. */
public final class Doctor {

    private static final int MOST_NAMED = 3;

    private final EngineSettings settings;
    private final Engine engine;

    public Doctor(EngineSettings settings, Engine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    /** Every check, in a fixed order. */
    public List<CheckResult> check() {
        Path runs = engine.runs().root();
        RuntimeCheck runtime = new RuntimeCheck(settings);
        ConfigCheck config = new ConfigCheck(settings, engine);
        InstalledModulesCheck installed =
                new InstalledModulesCheck(settings.home().resolve("modules"));
        List<CheckResult> all = new ArrayList<>(List.of(
                runtime.java(),
                runtime.cache(),
                WritableCheck.of("home writable", settings.home(), "name another folder with --home or DISPATCH_HOME"),
                WritableCheck.of("run-output writable", runs, "name another folder in DISPATCH_RUN_OUTPUT"),
                new DiskCheck(List.of(settings.home(), runs)).check(),
                config.config(),
                config.stored(),
                moduleRegistry(),
                installed.intact(),
                installed.legacy(),
                memory(),
                new ClockCheck(settings.clock()).check(),
                skill(),
                runtime.node()));
        proxy().ifPresent(all::add);
        return all;
    }

    /** Empty where the environment names none. */
    private Optional<CheckResult> proxy() {
        if (!ProxyRules.isIn(settings.environment())) {
            return Optional.empty();
        }
        ProxyRules rules = ProxyRules.of(settings.environment());
        return Optional.of(rules.problem()
                .map(problem -> CheckResult.warn("proxy", problem, "name a proxy of http://, or none"))
                .orElseGet(() -> CheckResult.ok(
                        "proxy",
                        "the environment sends calls through "
                                + rules.proxies().stream()
                                        .map(ProxyAddress::shown)
                                        .collect(Collectors.joining(", ")))));
    }

    private CheckResult moduleRegistry() {
        String name = "module registry";
        ModuleRegistry registry = engine.modules();
        if (registry.broken().isEmpty()) {
            String conflicts = registry.conflicts().isEmpty()
                    ? ""
                    : ", " + registry.conflicts().size() + " actions replaced";
            return CheckResult.ok(name, registry.modules().size() + " modules" + conflicts);
        }
        List<String> broken = registry.broken().stream()
                .map(module -> module.source() + ": " + module.cause())
                .toList();
        return CheckResult.fail(name, some(broken), "mend or remove the module; the others can be used")
                .next(NextAction.of("list the modules, and those that are broken", "module", "list"));
    }

    private CheckResult memory() {
        String name = "memory";
        MemoryStore memory = engine.memory();
        List<String> faults = new ArrayList<>();
        List<String> namespaces = List.of();
        try {
            namespaces = memory.namespaces();
            for (String namespace : namespaces) {
                read(memory, namespace, faults);
            }
        } catch (ProblemException e) {
            faults.add(e.problem().message());
        }
        if (faults.isEmpty()) {
            return CheckResult.ok(
                    name,
                    namespaces.isEmpty()
                            ? "nothing is stored"
                            : namespaces.size() + (namespaces.size() == 1 ? " namespace" : " namespaces")
                                    + ", all readable");
        }
        return CheckResult.fail(name, some(faults), "mend or remove the file; it is never written over")
                .next(NextAction.of("see what makes memory unusable", "explain", "INVALID_MEMORY"));
    }

    private static void read(MemoryStore memory, String namespace, List<String> faults) {
        try {
            memory.read(namespace);
        } catch (ProblemException e) {
            faults.add(e.problem().message());
        }
    }

    private CheckResult skill() {
        try {
            Skill skill = Skill.shipped(settings.distribution());
            return CheckResult.ok("skill", "SKILL.md " + skill.version());
        } catch (ProblemException e) {
            return CheckResult.warn("skill", e.problem().message(), "install dispatch again");
        }
    }

    /** The first few, and how many more there are. */
    static String some(List<String> faults) {
        String shown = String.join("; ", faults.subList(0, Math.min(MOST_NAMED, faults.size())));
        return faults.size() <= MOST_NAMED ? shown : shown + "; and " + (faults.size() - MOST_NAMED) + " more";
    }
}
