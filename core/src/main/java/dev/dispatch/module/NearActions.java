package dev.dispatch.module;

import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the actions that a person may have meant. */
public final class NearActions {

    private NearActions() {}

    /**
     * At most three keys, nearest first. A name without its module finds the actions of that name; within a module names
     * are compared alone, so that a long module name does not make all its actions near.
     */
    public static List<String> of(String key, Collection<String> known) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            List<String> near = named(key, known);
            return near.isEmpty() ? NearNames.of(key, known) : near;
        }
        String prefix = key.substring(0, dot + 1);
        List<String> siblings = known.stream()
                .filter(other -> other.startsWith(prefix))
                .map(other -> other.substring(prefix.length()))
                .toList();
        return siblings.isEmpty()
                ? NearNames.of(key, known)
                : NearNames.of(key.substring(dot + 1), siblings).stream()
                        .map(name -> prefix + name)
                        .toList();
    }

    /** Those of that very name; without any, those of near names. */
    private static List<String> named(String name, Collection<String> known) {
        List<String> same = new ArrayList<>();
        for (String key : known) {
            if (nameOf(key).equalsIgnoreCase(name)) {
                same.add(key);
            }
        }
        if (!same.isEmpty()) {
            return same.stream().limit(3).toList();
        }
        List<String> near = NearNames.of(
                name, known.stream().map(NearActions::nameOf).distinct().toList());
        return near.stream()
                .flatMap(other -> known.stream().filter(key -> nameOf(key).equals(other)))
                .limit(3)
                .toList();
    }

    private static String nameOf(String key) {
        return key.substring(key.indexOf('.') + 1);
    }
}
