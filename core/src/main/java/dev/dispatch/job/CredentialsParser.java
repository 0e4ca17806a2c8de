package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the profiles under {@code credentials}. */
final class CredentialsParser {

    private final IssueList issues;

    private CredentialsParser(IssueList issues) {
        this.issues = issues;
    }

    static Map<String, CredentialProfile> parse(Members block, IssueList issues) {
        CredentialsParser parser = new CredentialsParser(issues);
        Map<String, CredentialProfile> profiles = new LinkedHashMap<>();
        block.each((name, node) -> {
            NameCheck.check("credential profile", name, block.pointer(name), issues);
            Members profile = Members.of(node, block.pointer(name), issues).allow(Set.of("fromEnv"), Set.of());
            profiles.put(name, new CredentialProfile(name, parser.fields(profile)));
        });
        return profiles;
    }

    private Map<String, String> fields(Members profile) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (profile.missing("fromEnv", "an object of field names and environment variables")) {
            return fields;
        }
        profile.object("fromEnv").ifPresent(env -> {
            env.each((field, _) -> {
                NameCheck.check("credential field", field, env.pointer(field), issues);
                env.text(field).ifPresent(variable -> {
                    checkVariable(variable, env.pointer(field));
                    fields.put(field, variable);
                });
            });
            if (profile.node("fromEnv").orElseThrow().isEmpty()) {
                issues.add(Issue.at(IssueCode.SCHEMA_ERROR, env.pointer(), "The credential profile has no field")
                        .expected("at least one field name with the name of an environment variable")
                        .actual("{}"));
            }
        });
        return fields;
    }

    private void checkVariable(String text, Pointer at) {
        if (NameCheck.isVariable(text)) {
            return;
        }
        Issue issue = Issue.at(
                        IssueCode.SCHEMA_ERROR,
                        at,
                        "'" + at.dotted() + "' must be the name of an environment variable, not a value")
                .expected("letters, digits and underscores, such as API_TOKEN")
                // What stands here may be the secret itself, so it is not repeated.
                .actual("another text");
        String name = unwrapped(text);
        issues.add(NameCheck.isVariable(name) ? issue.suggestInstead(List.of(name)) : issue);
    }

    /** The name in what a shell or an expression would read; empty where it is neither. */
    private static String unwrapped(String text) {
        if (text.startsWith("${env.") && text.endsWith("}")) {
            return text.substring("${env.".length(), text.length() - 1);
        }
        if (text.startsWith("${") && text.endsWith("}")) {
            return text.substring(2, text.length() - 1);
        }
        return text.startsWith("$") ? text.substring(1) : "";
    }
}
