package dev.dispatch.module;

import dev.dispatch.job.ActionKey;
import dev.dispatch.job.Dependencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every module that can be used here and, for each action, the one that provides it. A module is loaded when something
 * of its name is first asked for, or all modules are. For one thread.
 */
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

    private final List<ModuleSource> sources;
    private final Map<String, Shelf> shelves;

    private ModuleRegistry(List<ModuleSource> sources, Map<String, Shelf> shelves) {
        this.sources = List.copyOf(sources);
        this.shelves = shelves;
    }

    /**
     * Puts modules together. Of several versions of a module in one folder of modules the highest wins, however
     * their own folders are named.
     *
     * @param sources in rising order of precedence: a later module replaces actions of an earlier one
     */
    public static ModuleRegistry of(List<ModuleSource> sources) {
        Map<String, List<ModuleSource>> named = new LinkedHashMap<>();
        sources.forEach(source ->
                named.computeIfAbsent(source.name(), _ -> new ArrayList<>()).add(source));
        Map<String, Shelf> shelves = new LinkedHashMap<>();
        named.forEach((name, same) -> shelves.put(name, new Shelf(same)));
        return new ModuleRegistry(sources, shelves);
    }

    /** The same of modules that were loaded already, and of those that could not be. */
    public static ModuleRegistry of(List<LoadedModule> found, List<BrokenModule> broken) {
        return of(Stream.concat(
                        found.stream().map(ModuleSource::of), broken.stream().map(ModuleSource::of))
                .toList());
    }

    /**
     * The modules for a job that asks for versions: of each module it names only those that fit, so that the one with
     * the highest precedence among them provides the actions. Where none fits all stay, for the mismatch to be told.
     */
    public ModuleRegistry fitting(List<Dependencies.NeededModule> needed) {
        Map<String, Shelf> chosen = new LinkedHashMap<>(shelves);
        for (Dependencies.NeededModule wanted : needed) {
            String version = wanted.version();
            if (version != null) {
                VersionRange.parse(version)
                        .ifPresent(range -> chosen.computeIfPresent(wanted.name(), (_, shelf) -> shelf.fitting(range)));
            }
        }
        return chosen.equals(shelves) ? this : new ModuleRegistry(sources, chosen);
    }

    /** Where modules are, loaded or not, in rising order of precedence. */
    public List<ModuleSource> sources() {
        return sources;
    }

    public List<LoadedModule> modules() {
        return modules(shelves.values());
    }

    /** Those of a name that was asked for so far. */
    public List<LoadedModule> loaded() {
        return modules(open());
    }

    /** The actions of those with a name that was asked for so far, which two of them provide. */
    public List<Conflict> loadedConflicts() {
        return conflicts(open());
    }

    public List<Conflict> conflicts() {
        return conflicts(shelves.values());
    }

    public List<BrokenModule> broken() {
        return broken(shelves.values());
    }

    /** The first one whose folder has a name. */
    public Optional<BrokenModule> broken(String name) {
        return broken().stream().filter(module -> module.isNamed(name)).findFirst();
    }

    /** Those with a name that was asked for so far. */
    public List<BrokenModule> loadedBroken() {
        return broken(open());
    }

    private List<Shelf> open() {
        return shelves.values().stream().filter(Shelf::isOpen).toList();
    }

    private static List<LoadedModule> modules(Collection<Shelf> shelves) {
        return shelves.stream()
                .flatMap(shelf -> shelf.open().modules().stream())
                .toList();
    }

    private static List<Conflict> conflicts(Collection<Shelf> shelves) {
        return shelves.stream()
                .flatMap(shelf -> shelf.open().conflicts().stream())
                .toList();
    }

    private static List<BrokenModule> broken(Collection<Shelf> shelves) {
        return shelves.stream().flatMap(shelf -> shelf.open().broken().stream()).toList();
    }

    public Optional<Provided> action(String key) {
        int dot = key.indexOf('.');
        Shelf shelf = dot < 0 ? null : shelves.get(key.substring(0, dot));
        return shelf == null
                ? Optional.empty()
                : Optional.ofNullable(shelf.open().actions().get(key));
    }

    /** Every action by its key, sorted. */
    public Map<String, Provided> actions() {
        Map<String, Provided> actions = new TreeMap<>();
        shelves.values().forEach(shelf -> actions.putAll(shelf.open().actions()));
        return actions;
    }

    /** The module of that name with the highest precedence. */
    public Optional<LoadedModule> module(String name) {
        return modulesNamed(name).stream().findFirst();
    }

    /** Every module of that name, highest precedence first. */
    public List<LoadedModule> modulesNamed(String name) {
        Shelf shelf = shelves.get(name);
        return shelf == null ? List.of() : shelf.open().modules().reversed();
    }
}
