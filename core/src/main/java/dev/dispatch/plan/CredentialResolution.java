package dev.dispatch.plan;

import dev.dispatch.job.CredentialProfile;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Reads the values of credential profiles from the environment. */
final class CredentialResolution {

    private CredentialResolution() {}

    /**
     * The values that are there, by profile and field; what is missing is added to the issues.
     *
     * @param policies whose denied variables are reported as such elsewhere
     */
    static Map<String, ObjectNode> resolve(
            Map<String, CredentialProfile> profiles,
            Map<String, String> environment,
            Policies policies,
            IssueList issues) {
        Map<String, ObjectNode> credentials = new LinkedHashMap<>();
        profiles.forEach((name, profile) -> {
            ObjectNode values = Json.object();
            profile.fromEnv().forEach((field, variable) -> {
                String value = environment.get(variable);
                if ((value == null || value.isEmpty())
                        && policies.variable(variable).isPresent()) {
                    return;
                }
                if (value == null || value.isEmpty()) {
                    Pointer at = Pointer.ROOT
                            .child("credentials")
                            .child(name)
                            .child("fromEnv")
                            .child(field);
                    issues.add(Issue.at(IssueCode.MISSING_CREDENTIAL_ENV, at, message(variable, name, value))
                            .expected("a value in the environment variable " + variable)
                            .actual(value == null ? "not set" : "empty")
                            .suggest("export " + variable + "=<" + field + ">")
                            .with(Json.object()
                                    .put("profile", name)
                                    .put("field", field)
                                    .put("env", variable)));
                } else {
                    values.put(field, value);
                }
            });
            credentials.put(name, values);
        });
        return credentials;
    }

    private static String message(String variable, String profile, @org.jspecify.annotations.Nullable String value) {
        String what = value == null ? "Missing required" : "Empty required";
        return what + " environment variable '" + variable + "' for credential profile '" + profile + "'";
    }
}
