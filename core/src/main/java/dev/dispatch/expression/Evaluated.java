package dev.dispatch.expression;

import dev.dispatch.problem.Issue;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a template gave. */
public sealed interface Evaluated {

    /**
     * A value.
     *
     * @param generated what functions such as {@code uuid()} made on the way, for the record
     */
    record Value(JsonNode value, List<Generation> generated) implements Evaluated {
        public Value {
            generated = List.copyOf(generated);
        }
    }

    /** The whole value was marked with {@code ?} and is absent. */
    record LeftOut() implements Evaluated {}

    /** Every absent reference and every function that could not work, each with its place. */
    record Failed(List<Issue> issues) implements Evaluated {
        public Failed {
            issues = List.copyOf(issues);
        }
    }
}
