package dev.dispatch.run;

import dev.dispatch.expression.Condition;
import java.util.List;

/**
 * Where the paths of a condition lead in the document of the run, so that no more of it is made than they see.
 *
 * @param names the names with which each path begins; none for one that may lead anywhere
 */
record Ways(List<List<String>> names) {

    static Ways of(Condition condition) {
        return new Ways(
                condition.rules().map(rule -> rule.path().leadingNames()).toList());
    }

    /** Whether a member of the document is seen at all. */
    boolean leadInto(String root) {
        return names.stream().anyMatch(way -> way.isEmpty() || way.getFirst().equals(root));
    }

    /** Whether everything below a member is seen. */
    boolean leadThrough(String root) {
        return names.stream()
                .anyMatch(way ->
                        way.isEmpty() || (way.size() == 1 && way.getFirst().equals(root)));
    }

    /** What is seen below a member where not everything is. */
    List<String> below(String root) {
        return names.stream()
                .filter(way -> way.size() > 1 && way.getFirst().equals(root))
                .map(way -> way.get(1))
                .distinct()
                .toList();
    }
}
