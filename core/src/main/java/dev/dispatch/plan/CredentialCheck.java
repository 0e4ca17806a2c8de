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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the profile that a step binds against what its action needs. */
final class CredentialCheck {

    private final Map<String, CredentialProfile> profiles;
    private final IssueList issues;

    CredentialCheck(Map<String, CredentialProfile> profiles, IssueList issues) {
        this.profiles = profiles;
        this.issues = issues;
    }

    void check(Step step, ActionDefinition action) {
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
                    .suggestInstead(schema == null ? List.of() : NearNames.of(bound, fitting(schema))));
        } else if (schema == null) {
            found.add(Issue.at(
                            IssueCode.UNEXPECTED_CREDENTIAL_BINDING,
                            at,
                            "Action '" + action.key() + "' takes no credential")
                    .expected("no member 'credential'")
                    .actual(bound)
                    .suggest("remove 'credential' from the step")
                    .mend(new Patch.Remove(at)));
        } else {
            fields(profile, schema, action, at, found);
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

    private static void fields(
            CredentialProfile profile, ObjectNode schema, ActionDefinition action, Pointer at, IssueList found) {
        for (String field : required(schema)) {
            if (!profile.fromEnv().containsKey(field)) {
                found.add(Issue.at(
                                IssueCode.INVALID_CREDENTIAL_BINDING,
                                at,
                                "Credential profile '" + profile.name() + "' lacks the field '" + field + "' that '"
                                        + action.key() + "' needs")
                        .expected("fields " + Names.list(required(schema)))
                        .actual("fields " + Names.list(profile.fromEnv().keySet())));
            }
        }
        if (!isClosed(schema)) {
            return;
        }
        List<String> known = known(schema);
        for (String field : profile.fromEnv().keySet()) {
            if (!known.contains(field)) {
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
                        .suggest(near);
                Pointer written = Pointer.ROOT
                        .child("credentials")
                        .child(profile.name())
                        .child("fromEnv")
                        .child(field);
                found.add(near.size() == 1 ? issue.mend(Patch.rename(written, near.getFirst())) : issue);
            }
        }
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
