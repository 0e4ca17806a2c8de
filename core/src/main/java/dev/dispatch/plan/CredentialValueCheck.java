package dev.dispatch.plan;

import dev.dispatch.job.CredentialProfile;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the values of a credential against the schema of the action that gets them. What is said of them comes from the
 * schema alone: neither a value nor its length is ever repeated.
 */
final class CredentialValueCheck {

    private final Map<String, ObjectNode> values;
    private final Set<List<String>> checked = new HashSet<>();

    /** @param values what the environment holds, by profile and field; absent where it holds nothing */
    CredentialValueCheck(Map<String, ObjectNode> values) {
        this.values = values;
    }

    /**
     * Looks once at each profile for each action.
     *
     * @param complete whether the profile has the fields that the action needs and no others
     */
    void check(CredentialProfile profile, Node.Callable callable, boolean complete, Pointer at, IssueList issues) {
        JsonSchema schema = callable.credential();
        ObjectNode texts = values.get(profile.name());
        if (schema == null || texts == null || !checked.add(List.of(profile.name(), callable.key()))) {
            return;
        }
        boolean whole = complete && texts.size() == profile.fromEnv().size();
        for (SchemaViolation violation : schema.validate(CredentialValues.typed(schema, texts))) {
            List<String> place = violation.pointer().names();
            if (!place.isEmpty() && texts.has(place.getFirst())) {
                if (!isUnknown(violation)) {
                    issues.add(ofField(profile, place.getFirst(), callable, violation));
                }
            } else if (whole) {
                issues.add(ofWhole(profile, callable, violation, at));
            }
        }
    }

    /** Fields that nobody knows are told where they are bound. */
    private static boolean isUnknown(SchemaViolation violation) {
        return violation.keyword().equals("additionalProperties");
    }

    private static Issue ofField(
            CredentialProfile profile, String field, Node.Callable callable, SchemaViolation violation) {
        String variable = profile.fromEnv().getOrDefault(field, "");
        Pointer at = Pointer.ROOT
                .child("credentials")
                .child(profile.name())
                .child("fromEnv")
                .child(field);
        return Issue.at(
                        IssueCode.INVALID_CREDENTIAL_BINDING,
                        at,
                        "The value of environment variable '" + variable + "' for credential profile '" + profile.name()
                                + "' does not fit '" + callable.key() + "'")
                .expected(field + ": " + rule(violation))
                .actual("a value that does not fit")
                .with(Json.object()
                        .put("profile", profile.name())
                        .put("field", field)
                        .put("env", variable));
    }

    private static Issue ofWhole(
            CredentialProfile profile, Node.Callable callable, SchemaViolation violation, Pointer at) {
        return Issue.at(
                        IssueCode.INVALID_CREDENTIAL_BINDING,
                        at,
                        "Credential profile '" + profile.name() + "' does not fit '" + callable.key() + "'")
                .expected("fields that fit: " + rule(violation))
                .actual("fields that do not fit")
                .with("profile", profile.name());
    }

    /** What the schema asks for; the wording of what was expected holds nothing of the value. */
    private static String rule(SchemaViolation violation) {
        String expected = violation.expected();
        return expected == null ? "what '" + violation.keyword() + "' asks for" : expected;
    }
}
