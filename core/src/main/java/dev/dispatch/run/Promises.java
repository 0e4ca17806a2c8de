package dev.dispatch.run;

import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds what an action gave against what it promises. */
final class Promises {

    private final Misfits misfits;

    Promises(Misfits misfits) {
        this.misfits = misfits;
    }

    /** The first promise that is broken: the exports always, the response where the action asks for it. */
    Optional<StepFailure> broken(Node.Callable callable, StepOutput output) {
        ActionDefinition action = callable.provided().action();
        return broken("exports", action, callable.exports(), output.exports())
                .or(() -> checksResponse(action)
                        ? broken("response", action, compiled(action), output.response())
                        : Optional.empty());
    }

    private static boolean checksResponse(ActionDefinition action) {
        return action.body() instanceof ActionBody.Request(var request) && request.checkResponse();
    }

    /** Null where there is no schema that could be held to. */
    private static @Nullable JsonSchema compiled(ActionDefinition action) {
        return action.responseSchema() != null
                        && JsonSchema.compile(action.responseSchema())
                                instanceof JsonSchema.Compiled.Ok(JsonSchema schema)
                ? schema
                : null;
    }

    private Optional<StepFailure> broken(
            String part, ActionDefinition action, @Nullable JsonSchema schema, @Nullable JsonNode value) {
        if (schema == null || value == null) {
            return Optional.empty();
        }
        Pointer at = Pointer.ROOT.child(part);
        Function<JsonNode, List<Issue>> check = given -> schema.validate(given).stream()
                .map(violation -> issue(at.append(violation.pointer()), violation))
                .toList();
        List<Issue> found = check.apply(value);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(failure(part, action, misfits.shown(found, value, at, check)));
    }

    private static StepFailure failure(String part, ActionDefinition action, List<Issue> issues) {
        return new StepFailure(
                ProblemCode.RUNTIME_ERROR,
                IssueCode.INVALID_EXPORTS,
                "The " + part + " of " + action.key() + " does not fit its schema: "
                        + issues.getFirst().message(),
                issues);
    }

    private static Issue issue(Pointer at, SchemaViolation violation) {
        Issue issue = Issue.at(IssueCode.INVALID_EXPORTS, at, "'" + at.dotted() + "' " + violation.message());
        issue = violation.expected() == null ? issue : issue.expected(violation.expected());
        return violation.actual() == null ? issue : issue.actual(violation.actual());
    }
}
