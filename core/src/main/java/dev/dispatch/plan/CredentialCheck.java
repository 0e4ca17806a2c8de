package dev.dispatch.plan;

import dev.dispatch.job.CredentialProfile;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Patch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the profile that a step binds against what its action needs. */
final class CredentialCheck {

    private final Map<String, CredentialProfile> profiles;
    private final IssueList issues;
    private final Map<String, ObjectNode> values;
    private final IssueList valueIssues;
    private @Nullable CredentialValueCheck valueCheck;

    /**
     * A check for one job.
     *
     * @param values what the environment holds, by profile and field
     * @param valueIssues receives values that do not fit, which only a run needs
     */
    CredentialCheck(
            Map<String, CredentialProfile> profiles,
            IssueList issues,
            Map<String, ObjectNode> values,
            IssueList valueIssues) {
        this.profiles = profiles;
        this.issues = issues;
        this.values = values;
        this.valueIssues = valueIssues;
    }

    /** Looks at what a step binds for the action that makes its calls. */
    void check(Step step, Node.Callable callable) {
        ActionDefinition action = callable.provided().action();
        IssueList found = issues.inStep(step.id());
        ObjectNode schema = action.credentialSchema();
        String bound = step.credential();
        if (bound == null) {
            if (schema != null) {
                found.add(unbound(step, schema, action));
            }
            return;
        }
        Pointer at = step.pointer().child("credential");
        CredentialProfile profile = profiles.get(bound);
        if (profile == null) {
            found.add(Issue.at(
                            IssueCode.MISSING_CREDENTIAL_PROFILE,
                            at,
                            "The job has no credential profile '" + bound + "'")
                    .expected(profiles.isEmpty() ? "a profile under 'credentials'" : Names.oneOf(profiles.keySet()))
                    .actual(bound)
                    .suggestInstead(schema == null ? List.of() : NearNames.of(bound, fitting(schema)))
                    .with("profile", bound));
        } else if (schema == null) {
            found.add(Issue.at(
                            IssueCode.UNEXPECTED_CREDENTIAL_BINDING,
                            at,
                            "Action '" + action.key() + "' takes no credential")
                    .expected("no member 'credential'")
                    .actual(bound)
                    .suggest("remove 'credential' from the step")
                    .with("profile", bound)
                    .mend(new Patch.Remove(at)));
        } else {
            boolean complete = fields(profile, schema, action, at, found);
            if (valueCheck == null) {
                valueCheck = new CredentialValueCheck(values);
            }
            valueCheck.check(profile, callable, complete, at, valueIssues.inStep(step.id()));
        }
    }

    private Issue unbound(Step step, ObjectNode schema, ActionDefinition action) {
        List<String> needed = required(schema);
        List<String> fitting = fitting(schema);
        Issue issue = Issue.at(
                        IssueCode.ACTION_REQUIRES_CREDENTIAL,
                        step.pointer(),
                        "Action '" + action.key() + "' requires a credential profile")
                .expected("the member 'credential' with the name of a profile"
                        + (needed.isEmpty() ? "" : " that has " + Names.list(needed)))
                .actual("no 'credential'")
                .suggest(fitting.stream()
                        .map(name -> "\"credential\": " + Json.compact(Json.text(name)))
                        .toList());
        return fitting.size() == 1
                ? issue.mend(new Patch.Add(step.pointer().child("credential"), Json.text(fitting.getFirst())))
                : issue;
    }

    /** The profiles that have what the action needs. */
    private List<String> fitting(ObjectNode schema) {
        return profiles.values().stream()
                .filter(profile -> profile.fromEnv().keySet().containsAll(required(schema)))
                .filter(profile -> !isClosed(schema)
                        || known(schema).containsAll(profile.fromEnv().keySet()))
                .map(CredentialProfile::name)
                .toList();
    }

    /** True where the profile has what the action needs and nothing that it does not know. */
    private static boolean fields(
            CredentialProfile profile, ObjectNode schema, ActionDefinition action, Pointer at, IssueList found) {
        boolean complete = true;
        for (String field : required(schema)) {
            if (!profile.fromEnv().containsKey(field)) {
                complete = false;
                found.add(Issue.at(
                                IssueCode.INVALID_CREDENTIAL_BINDING,
                                at,
                                "Credential profile '" + profile.name() + "' lacks the field '" + field + "' that '"
                                        + action.key() + "' needs")
                        .expected("fields " + Names.list(required(schema)))
                        .actual("fields " + Names.list(profile.fromEnv().keySet()))
                        .with(facts(profile, field)));
            }
        }
        if (!isClosed(schema)) {
            return complete;
        }
        List<String> known = known(schema);
        for (String field : profile.fromEnv().keySet()) {
            if (!known.contains(field)) {
                complete = false;
                List<String> near = NearNames.of(
                        field,
                        known.stream()
                                .filter(name -> !profile.fromEnv().containsKey(name))
                                .toList());
                Issue issue = Issue.at(
                                IssueCode.INVALID_CREDENTIAL_BINDING,
                                at,
                                "'" + action.key() + "' knows no credential field '" + field + "'")
                        .expected("fields " + Names.list(known))
                        .actual(field)
                        .suggest(near)
                        .with(facts(profile, field));
                Pointer written = Pointer.ROOT
                        .child("credentials")
                        .child(profile.name())
                        .child("fromEnv")
                        .child(field);
                found.add(near.size() == 1 ? issue.mend(Patch.rename(written, near.getFirst())) : issue);
            }
        }
        return complete;
    }

    private static ObjectNode facts(CredentialProfile profile, String field) {
        return Json.object().put("profile", profile.name()).put("field", field);
    }

    private static boolean isClosed(ObjectNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        return additional.isBoolean() && !additional.booleanValue();
    }

    private static List<String> known(ObjectNode schema) {
        return List.copyOf(schema.path("properties").propertyNames());
    }

    private static List<String> required(ObjectNode schema) {
        return schema.path("required")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }
}
