package dev.dispatch.module;

import dev.dispatch.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The modules of one name; they are loaded when they are first asked for, since no others can provide their actions. */
final class Shelf {

    /**
     * What loading gave.
     *
     * @param modules in rising order of precedence
     * @param actions by their whole name, each with the module that provides it
     */
    record Content(
            List<LoadedModule> modules,
            Map<String, ModuleRegistry.Provided> actions,
            List<ModuleRegistry.Conflict> conflicts,
            List<BrokenModule> broken) {

        Content {
            modules = List.copyOf(modules);
            actions = Collections.unmodifiableMap(actions);
            conflicts = List.copyOf(conflicts);
            broken = List.copyOf(broken);
        }
    }

    private final List<ModuleSource> sources;
    private @Nullable Content content;

    /** @param sources in rising order of precedence */
    Shelf(List<ModuleSource> sources) {
        this.sources = List.copyOf(sources);
    }

    boolean isOpen() {
        return content != null;
    }

    Content open() {
        Content known = content;
        if (known == null) {
            known = load();
            content = known;
        }
        return known;
    }

    /** The shelf with those modules only that a range of versions holds; itself where that are all, or none. */
    Shelf fitting(VersionRange range) {
        Content all = open();
        List<LoadedModule> fitting = all.modules().stream()
                .filter(module -> range.contains(module.version()))
                .toList();
        if (fitting.isEmpty() || fitting.size() == all.modules().size()) {
            return this;
        }
        Shelf shelf = new Shelf(List.of());
        shelf.content = assembled(fitting, all.broken());
        return shelf;
    }

    private Content load() {
        List<BrokenModule> broken = new ArrayList<>();
        List<LoadedModule> kept = new ArrayList<>();
        for (ModuleSource source : sources) {
            switch (source.loading().get()) {
                case ModuleLoader.Loading.Loaded(LoadedModule module) -> add(module, kept, broken);
                case ModuleLoader.Loading.Failed(BrokenModule fault) -> broken.add(fault);
            }
        }
        return assembled(kept, broken);
    }

    private static void add(LoadedModule module, List<LoadedModule> kept, List<BrokenModule> broken) {
        try {
            kept.removeIf(other -> isMirror(other, module));
            kept.add(place(module, kept), module);
        } catch (ProblemException e) {
            broken.add(BrokenModule.because(module.source(), e.problem().message()));
        }
    }

    /** Behind what was there, but before the higher versions in the same folder of modules. */
    private static int place(LoadedModule module, List<LoadedModule> kept) {
        for (int i = 0; i < kept.size(); i++) {
            LoadedModule other = kept.get(i);
            if (isBeside(other, module) && VersionRange.compare(other.version(), module.version()) > 0) {
                return i;
            }
        }
        return kept.size();
    }

    private static boolean isBeside(LoadedModule a, LoadedModule b) {
        Path first = a.folder();
        Path second = b.folder();
        return first != null && second != null && Objects.equals(first.getParent(), second.getParent());
    }

    /** Hashes are computed only for two copies of one version. */
    private static boolean isMirror(LoadedModule a, LoadedModule b) {
        return a.folder() != null
                && b.folder() != null
                && a.version().equals(b.version())
                && (a.folder().equals(b.folder()) || a.hash().equals(b.hash()));
    }

    private static Content assembled(List<LoadedModule> modules, List<BrokenModule> broken) {
        Map<String, ModuleRegistry.Provided> actions = new LinkedHashMap<>();
        Map<String, List<LoadedModule>> replaced = new LinkedHashMap<>();
        for (LoadedModule module : modules) {
            for (ActionDefinition action : module.actions().values()) {
                ModuleRegistry.Provided before =
                        actions.put(action.key().toString(), new ModuleRegistry.Provided(action, module));
                if (before != null) {
                    replaced.computeIfAbsent(action.key().toString(), _ -> new ArrayList<>())
                            .add(before.module());
                }
            }
        }
        List<ModuleRegistry.Conflict> conflicts = new ArrayList<>();
        replaced.forEach((key, losers) -> {
            ModuleRegistry.Provided winner = Objects.requireNonNull(actions.get(key));
            losers.forEach(loser ->
                    conflicts.add(new ModuleRegistry.Conflict(winner.action().key(), winner.module(), loser)));
        });
        return new Content(modules, actions, conflicts, broken);
    }
}
