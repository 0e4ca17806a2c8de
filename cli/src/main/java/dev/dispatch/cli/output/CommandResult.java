package dev.dispatch.cli.output;

import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a command came to; says nothing about how it is shown. */
public sealed interface CommandResult {

    int exitCode();

    /**
     * What was asked for.
     *
     * @param document for programs; an object gets {@code next} as its last member
     * @param text the same for people
     * @param exitCode not zero where the answer itself is bad news, such as a check that failed
     */
    record Answer(JsonNode document, Rendering text, List<NextAction> next, int exitCode) implements CommandResult {
        public Answer {
            next = List.copyOf(next);
        }
    }

    /**
     * The command did not succeed.
     *
     * @param text what there is to show nevertheless, such as the steps of a run that failed
     */
    record Failure(Problem problem, Optional<Rendering> text) implements CommandResult {
        @Override
        public int exitCode() {
            return problem.code().exitCode();
        }
    }

    /** The command has shown everything already. */
    record Shown(int exitCode) implements CommandResult {}

    static CommandResult answer(JsonNode document, Rendering text, List<NextAction> next) {
        return new Answer(document, text, next, 0);
    }

    static CommandResult failure(Problem problem) {
        return new Failure(problem, Optional.empty());
    }
}
