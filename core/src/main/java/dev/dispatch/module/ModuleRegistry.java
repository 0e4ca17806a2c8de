package dev.dispatch.module;

import dev.dispatch.job.ActionKey;
import dev.dispatch.policy.Denial;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every module that can be used here and, for each action, the one that provides it. */
public final class ModuleRegistry {

    /**
     * An action that two modules provide.
     *
     * @param winner the one that is used
     * @param loser the one that is not
     */
    public record Conflict(ActionKey action, LoadedModule winner, LoadedModule loser) {}

    /** An action together with the module that provides it. */
    public record Provided(ActionDefinition action, LoadedModule module) {}

    /**
     * A folder that looked like a module and could not be loaded.
     *
     * @param denial the rule of a policy that forbids it; null where it is broken
     */
    public record Broken(
            String source, String cause, @Nullable Denial denial) {
        public Broken(String source, String cause) {
            this(source, cause, null);
        }
    }

    /** Something in the manifest of a usable module. */
    public record Warning(String source, String message) {}

    private final List<LoadedModule> modules;
    private final Map<String, Provided> actions;
    private final List<Conflict> conflicts;
    private final List<Broken> broken;

    private ModuleRegistry(
            List<LoadedModule> modules, Map<String, Provided> actions, List<Conflict> conflicts, List<Broken> broken) {
        this.modules = List.copyOf(modules);
        this.actions = Collections.unmodifiableMap(actions);
        this.conflicts = List.copyOf(conflicts);
        this.broken = List.copyOf(broken);
    }

    /**
     * Puts modules together.
     *
     * @param found in rising order of precedence: a later module replaces actions of an earlier one
     */
    public static ModuleRegistry of(List<LoadedModule> found, List<Broken> broken) {
        List<Broken> unusable = new ArrayList<>(broken);
        List<LoadedModule> kept = new ArrayList<>();
        for (LoadedModule module : found) {
            try {
                kept.removeIf(other -> isMirror(other, module));
                kept.add(module);
            } catch (ProblemException e) {
                unusable.add(new Broken(module.source(), e.problem().message()));
            }
        }
        Map<String, List<Provided>> providers = new TreeMap<>();
        for (LoadedModule module : kept) {
            for (ActionDefinition action : module.actions().values()) {
                providers
                        .computeIfAbsent(action.key().toString(), _ -> new ArrayList<>())
                        .add(new Provided(action, module));
            }
        }
        Map<String, Provided> actions = new TreeMap<>();
        List<Conflict> conflicts = new ArrayList<>();
        providers.forEach((key, all) -> {
            Provided winner = all.getLast();
            actions.put(key, winner);
            all.subList(0, all.size() - 1)
                    .forEach(loser ->
                            conflicts.add(new Conflict(winner.action().key(), winner.module(), loser.module())));
        });
        return new ModuleRegistry(kept, actions, conflicts, unusable);
    }

    public List<LoadedModule> modules() {
        return modules;
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }

    public List<Broken> broken() {
        return broken;
    }

    /** What the manifests of usable modules say that nobody reads. */
    public List<Warning> warnings() {
        return modules.stream()
                .flatMap(module -> module.warnings().stream().map(text -> new Warning(module.source(), text)))
                .toList();
    }

    public Optional<Provided> action(String key) {
        return Optional.ofNullable(actions.get(key));
    }

    /** Every action by its key, sorted. */
    public Map<String, Provided> actions() {
        return actions;
    }

    /** The module of that name with the highest precedence. */
    public Optional<LoadedModule> module(String name) {
        return modules.reversed().stream()
                .filter(module -> module.name().equals(name))
                .findFirst();
    }

    /** Every module of that name, highest precedence first. */
    public List<LoadedModule> modulesNamed(String name) {
        return modules.reversed().stream()
                .filter(module -> module.name().equals(name))
                .toList();
    }

    /** Hashes are computed only for two copies of one version. */
    private static boolean isMirror(LoadedModule a, LoadedModule b) {
        return a.folder() != null
                && b.folder() != null
                && a.name().equals(b.name())
                && a.version().equals(b.version())
                && (a.folder().equals(b.folder()) || a.hash().equals(b.hash()));
    }
}
