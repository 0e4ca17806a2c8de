package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.problem.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Applies a {@link Selection} to the operations of a document. */
final class Selector {

    private final List<Operation> operations;

    Selector(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * The selected ones, in their order.
     *
     * @throws ProblemException USAGE_ERROR where a pattern matches none, or nothing is left
     */
    List<Operation> select(Selection selection) {
        selection.include().forEach(pattern -> checkMatch("include", pattern));
        selection.exclude().forEach(pattern -> checkMatch("exclude", pattern));
        List<Operation> selected = new ArrayList<>();
        for (Operation operation : operations) {
            boolean in = selection.include().isEmpty() || matchesAny(operation, selection.include());
            if (in && !matchesAny(operation, selection.exclude())) {
                selected.add(operation);
            }
        }
        if (selected.isEmpty()) {
            throw Problem.of(ProblemCode.USAGE_ERROR, "What is excluded leaves no operation to import")
                    .exception();
        }
        return selected;
    }

    private static boolean matchesAny(Operation operation, List<String> patterns) {
        return patterns.stream().anyMatch(pattern -> matches(operation, pattern));
    }

    private static boolean matches(Operation operation, String pattern) {
        if (pattern.startsWith("/")) {
            return fits(pattern, operation.path());
        }
        if (pattern.contains(" /")) {
            return fits(pattern, operation.label());
        }
        return fits(pattern, operation.operationId())
                || fits(pattern, operation.action())
                || operation.tags().stream().anyMatch(tag -> fits(pattern, tag));
    }

    /** Compares with {@code *} for any characters, in time bounded by the product of the lengths. */
    static boolean fits(String pattern, String text) {
        int star = -1;
        int resume = 0;
        int p = 0;
        int t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private void checkMatch(String kind, String pattern) {
        if (operations.stream().anyMatch(operation -> matches(operation, pattern))) {
            return;
        }
        List<String> near = NearNames.of(pattern, candidates(pattern));
        ObjectNode details = Json.object().put("pattern", pattern);
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        throw Problem.of(ProblemCode.USAGE_ERROR, message(kind, pattern, near))
                .details(details)
                .exception();
    }

    private static String message(String kind, String pattern, List<String> near) {
        String compared = pattern.startsWith("/")
                ? "path"
                : pattern.contains(" /") ? "method and path" : "tag, operationId or action name";
        String hint = near.isEmpty() ? "" : "; near: " + String.join(", ", near);
        return "No operation of the document has a " + compared + " that the " + kind + " '" + Shown.of(pattern)
                + "' matches" + hint;
    }

    private Set<String> candidates(String pattern) {
        Set<String> names = new LinkedHashSet<>();
        for (Operation operation : operations) {
            if (pattern.startsWith("/")) {
                names.add(operation.path());
            } else if (pattern.contains(" /")) {
                names.add(operation.label());
            } else {
                names.addAll(operation.tags());
                names.add(operation.operationId());
                names.add(operation.action());
            }
        }
        names.removeIf(name -> name.isBlank());
        return names;
    }
}
