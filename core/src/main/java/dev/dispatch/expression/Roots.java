package dev.dispatch.expression;

import java.util.ArrayList;
import java.util.List;

/** The names with which a reference may begin at one place of a document. */
public record Roots(List<String> names) {

    /** Every name this language knows, loops and responses included. */
    public static final Roots ALL =
            of("env", "input", "credential", "run", "step", "item", "index", "previous", "response", "exports");

    public Roots {
        names = List.copyOf(names);
    }

    public static Roots of(String... names) {
        return new Roots(List.of(names));
    }

    /** These and one more, such as a loop's own name for its item. */
    public Roots and(String name) {
        if (names.contains(name)) {
            return this;
        }
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return new Roots(more);
    }

    public Roots without(String name) {
        return new Roots(names.stream().filter(other -> !other.equals(name)).toList());
    }

    /** The first form of a name that has two. */
    static String canonical(String name) {
        return switch (name) {
            case "inputs" -> "input";
            case "steps" -> "step";
            default -> name;
        };
    }

    /** True for roots that stand for a collection which is never used whole. */
    static boolean needsName(String root) {
        return switch (root) {
            case "env", "credential", "step" -> true;
            default -> false;
        };
    }
}
