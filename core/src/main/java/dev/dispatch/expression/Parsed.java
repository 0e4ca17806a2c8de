package dev.dispatch.expression;

import dev.dispatch.problem.Issue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What reading a text or a document gave: a value, or every fault that was found in it. */
public sealed interface Parsed<T> {

    record Ok<T>(T value) implements Parsed<T> {}

    /** At least one issue. */
    record Faulty<T>(List<Issue> issues) implements Parsed<T> {
        public Faulty {
            issues = List.copyOf(issues);
        }
    }

    /** The value; where there is none, each fault is handed over. */
    default Optional<T> orReport(Consumer<? super Issue> sink) {
        return switch (this) {
            case Ok<T>(T value) -> Optional.of(value);
            case Faulty<T>(List<Issue> issues) -> {
                issues.forEach(sink);
                yield Optional.empty();
            }
        };
    }
}
