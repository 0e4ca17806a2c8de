package dev.dispatch.config;

import dev.dispatch.auth.AuthForm;
import dev.dispatch.auth.AuthValue;
import dev.dispatch.auth.HttpAuth;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code http.auth} of one file. No issue repeats a value of it. */
final class AuthParser {

    private final ConfigTexts texts;
    private final Policies policies;
    private final IssueList issues;

    AuthParser(ConfigTexts texts, Policies policies, IssueList issues) {
        this.texts = texts;
        this.policies = policies;
        this.issues = issues;
    }

    Optional<HttpAuth> parse(JsonNode written, Pointer at) {
        if (written.isString() && written.stringValue().equals("none")) {
            return Optional.of(new HttpAuth.None());
        }
        if (!written.isObject()) {
            issues.add(invalid(at, "'auth' must be an object with a type, or \"none\""));
            return Optional.empty();
        }
        IssueList own = IssueList.withoutText();
        AuthForm.check(withoutSecrets(written), at, own);
        own.issues().forEach(issues::add);
        Optional<ObjectNode> values = values(written, at);
        return own.isEmpty() ? values.flatMap(found -> read(found, at)) : Optional.empty();
    }

    /** What is wrong with a secret is said where it is read. */
    private static JsonNode withoutSecrets(JsonNode written) {
        ObjectNode shape = Json.object();
        written.properties()
                .forEach(member -> shape.set(
                        member.getKey(),
                        AuthForm.SECRET.contains(member.getKey()) ? Json.text("secret") : member.getValue()));
        return shape;
    }

    /** Empty where one of them has no value. */
    private Optional<ObjectNode> values(JsonNode written, Pointer at) {
        Members members = Members.of(written, at, issues);
        ObjectNode values = Json.object();
        written.propertyNames().forEach(name -> {
            boolean empty = written.get(name).isString()
                    && written.get(name).stringValue().isEmpty();
            Optional<String> value = Optional.of("");
            if (AuthForm.SECRET.contains(name) && !(empty && name.equals("password"))) {
                value = texts.secret(members, name, policies, issues);
            } else if (!empty && written.get(name).isString()) {
                value = texts.text(members, name, policies, issues);
            }
            value.ifPresent(text -> values.put(name, text));
        });
        return values.size() == written.size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<HttpAuth> read(ObjectNode values, Pointer at) {
        return switch (AuthValue.of(values)) {
            case AuthValue.Usable(HttpAuth auth) -> Optional.of(auth);
            case AuthValue.Unusable(String message) -> {
                issues.add(invalid(at, message));
                yield Optional.empty();
            }
        };
    }

    private static Issue invalid(Pointer at, String message) {
        return Issue.at(IssueCode.INVALID_CONFIG, at, message)
                .expected("{\"type\": ...} with the members of that type");
    }
}
