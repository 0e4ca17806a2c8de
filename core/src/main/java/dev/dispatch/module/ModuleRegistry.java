package dev.dispatch.module;

import dev.dispatch.job.ActionKey;
import dev.dispatch.job.Dependencies;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

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

    private final List<LoadedModule> modules;
    private final Map<String, Provided> actions;
    private final List<Conflict> conflicts;
    private final List<BrokenModule> broken;

    private ModuleRegistry(
            List<LoadedModule> modules,
            Map<String, Provided> actions,
            List<Conflict> conflicts,
            List<BrokenModule> broken) {
        this.modules = List.copyOf(modules);
        this.actions = Collections.unmodifiableMap(actions);
        this.conflicts = List.copyOf(conflicts);
        this.broken = List.copyOf(broken);
    }

    /**
     * Puts modules together. Of several versions of a module in one folder of modules the highest wins, however
     * their own folders are named.
     *
     * @param found in rising order of precedence: a later module replaces actions of an earlier one
     */
    public static ModuleRegistry of(List<LoadedModule> found, List<BrokenModule> broken) {
        List<BrokenModule> unusable = new ArrayList<>(broken);
        List<LoadedModule> kept = new ArrayList<>();
        for (LoadedModule module : found) {
            try {
                kept.removeIf(other -> isMirror(other, module));
                kept.add(place(module, kept), module);
            } catch (ProblemException e) {
                unusable.add(BrokenModule.because(module.source(), e.problem().message()));
            }
        }
        return assembled(kept, unusable);
    }

    /**
     * The modules for a job that asks for versions: of each module it names only those that fit, so that the one with
     * the highest precedence among them provides the actions. Where none fits all stay, for the mismatch to be told.
     */
    public ModuleRegistry fitting(List<Dependencies.NeededModule> needed) {
        List<LoadedModule> left = new ArrayList<>(modules);
        for (Dependencies.NeededModule wanted : needed) {
            String version = wanted.version();
            List<LoadedModule> named = left.stream()
                    .filter(module -> module.name().equals(wanted.name()))
                    .toList();
            if (version != null && named.size() > 1) {
                List<LoadedModule> fitting = VersionRange.parse(version)
                        .map(range -> named.stream()
                                .filter(module -> range.contains(module.version()))
                                .toList())
                        .orElse(named);
                if (!fitting.isEmpty()) {
                    left.removeIf(module -> named.contains(module) && !fitting.contains(module));
                }
            }
        }
        return left.size() == modules.size() ? this : assembled(left, broken);
    }

    /** Behind what was there, but before the higher versions of the same module in the same folder of modules. */
    private static int place(LoadedModule module, List<LoadedModule> kept) {
        for (int i = 0; i < kept.size(); i++) {
            LoadedModule other = kept.get(i);
            if (other.name().equals(module.name())
                    && isBeside(other, module)
                    && VersionRange.compare(other.version(), module.version()) > 0) {
                return i;
            }
        }
        return kept.size();
    }

    private static boolean isBeside(LoadedModule a, LoadedModule b) {
        return a.folder() != null
                && b.folder() != null
                && Objects.equals(a.folder().getParent(), b.folder().getParent());
    }

    private static ModuleRegistry assembled(List<LoadedModule> kept, List<BrokenModule> broken) {
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
        return new ModuleRegistry(kept, actions, conflicts, broken);
    }

    public List<LoadedModule> modules() {
        return modules;
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }

    public List<BrokenModule> broken() {
        return broken;
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
