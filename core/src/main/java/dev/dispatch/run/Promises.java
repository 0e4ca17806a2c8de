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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds what an action gave against what it promises. */
final class Promises {

    private Promises() {}

    /** The first promise that is broken: the exports always, the response where the action asks for it. */
    static Optional<StepFailure> broken(Node.Callable callable, StepOutput output) {
        ActionDefinition action = callable.provided().action();
        if (callable.exports() != null && output.exports() != null) {
            List<SchemaViolation> violations = callable.exports().validate(output.exports());
            if (!violations.isEmpty()) {
                return Optional.of(failure("exports", action, violations));
            }
        }
        List<SchemaViolation> violations = checksResponse(action) ? response(action, output.response()) : List.of();
        return violations.isEmpty() ? Optional.empty() : Optional.of(failure("response", action, violations));
    }

    private static boolean checksResponse(ActionDefinition action) {
        return action.body() instanceof ActionBody.Request(var request) && request.checkResponse();
    }

    private static List<SchemaViolation> response(ActionDefinition action, @Nullable JsonNode response) {
        if (action.responseSchema() == null || response == null) {
            return List.of();
        }
        return switch (JsonSchema.compile(action.responseSchema())) {
            case JsonSchema.Compiled.Ok(JsonSchema schema) -> schema.validate(response);
            case JsonSchema.Compiled.Invalid(List<SchemaViolation> faults) -> faults;
        };
    }

    private static StepFailure failure(String part, ActionDefinition action, List<SchemaViolation> violations) {
        List<Issue> issues = violations.stream()
                .map(violation -> issue(Pointer.ROOT.child(part).append(violation.pointer()), violation))
                .toList();
        return new StepFailure(
                ProblemCode.RUNTIME_ERROR,
                "INVALID_" + part.toUpperCase(Locale.ROOT),
                "The " + part + " of " + action.key() + " does not fit its schema: "
                        + issues.getFirst().message(),
                issues);
    }

    private static Issue issue(Pointer at, SchemaViolation violation) {
        return Issue.at(IssueCode.INVALID_EXPORTS, at, "'" + at.dotted() + "' " + violation.message());
    }
}
