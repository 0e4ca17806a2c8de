package dev.dispatch.problem;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a command did not succeed.
 *
 * @param message one sentence; a stable one where scripts may look for it
 * @param details further members of the error's {@code details}
 * @param issues every single finding; shown as {@code details.issues}
 */
public record Problem(ProblemCode code, String message, ObjectNode details, List<Issue> issues, List<NextAction> next) {

    public Problem {
        issues = List.copyOf(issues);
        next = List.copyOf(next);
    }

    public static Problem of(ProblemCode code, String message) {
        return new Problem(code, message, Json.object(), List.of(), List.of());
    }

    public static Problem of(ProblemCode code, String message, List<Issue> issues) {
        return new Problem(code, message, Json.object(), issues, List.of());
    }

    public Problem next(List<NextAction> actions) {
        return new Problem(code, message, details, issues, actions);
    }

    public Problem details(ObjectNode members) {
        return new Problem(code, message, members, issues, next);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }
}
