package dev.dispatch.config;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.redact.SensitiveNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the texts of configuration, in which <code>${env.X}</code> stands for a variable, and keeps what is secret. */
final class ConfigTexts {

    private static final Roots ROOTS = Roots.of("env");

    private final Map<String, String> environment;
    private final TreeScope scope;
    private final List<String> secrets = new ArrayList<>();

    ConfigTexts(Map<String, String> environment, Generator generator) {
        this.environment = environment;
        ObjectNode variables = Json.object();
        environment.forEach(variables::put);
        this.scope = new TreeScope(Map.of("env", variables), generator);
    }

    List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** A member that is a text and not empty. */
    Optional<String> text(Members members, String name, IssueList issues) {
        return text(members, name, Policies.NONE, issues);
    }

    /** The same of a value that goes to the network, so that policies say which variables it may be made of. */
    Optional<String> text(Members members, String name, Policies policies, IssueList issues) {
        return members.text(name).flatMap(written -> value(written, members.pointer(name), policies, issues));
    }

    /** A member that holds a secret, which no issue repeats. */
    Optional<String> secret(Members members, String name, Policies policies, IssueList issues) {
        Optional<JsonNode> node = members.node(name);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Pointer at = members.pointer(name);
        if (!node.get().isString() || node.get().stringValue().isBlank()) {
            issues.add(Issue.at(IssueCode.INVALID_CONFIG, at, "'" + at.dotted() + "' must be a text that is not empty")
                    .expected("string"));
            return Optional.empty();
        }
        String written = node.get().stringValue();
        if (Template.parse(written, at, ROOTS) instanceof Parsed.Faulty<Template>) {
            issues.add(Issue.at(
                            IssueCode.MALFORMED_INTERPOLATION,
                            at,
                            "'" + at.dotted() + "' holds an expression that cannot be read; only env is known here")
                    .expected("${env.<name>}"));
            return Optional.empty();
        }
        Optional<String> value = value(written, at, policies, issues);
        value.ifPresent(this::hide);
        return value;
    }

    private Optional<String> value(String written, Pointer at, Policies policies, IssueList issues) {
        Optional<Template> template = Template.parse(written, at, ROOTS).orReport(issues::add);
        if (template.isEmpty() || !isThere(template.get(), policies, issues)) {
            return Optional.empty();
        }
        return switch (template.get().evaluate(scope)) {
            case Evaluated.Value(JsonNode value, var _) -> Optional.of(Json.show(value));
            case Evaluated.LeftOut _ -> Optional.empty();
            case Evaluated.Failed(List<Issue> found) -> {
                // What the functions say of their arguments may hold values.
                issues.add(Issue.at(found.getFirst().code(), at, "'" + at.dotted() + "' has no value")
                        .expected("expressions that have a value"));
                yield Optional.empty();
            }
        };
    }

    private boolean isThere(Template template, Policies policies, IssueList issues) {
        boolean there = true;
        for (ReferenceUse use : template.references()) {
            String name = use.reference().name(0);
            String value = environment.get(name);
            if (policies.variable(name).isPresent()) {
                issues.add(policies.variable(name).get().issue(use.pointer()));
                there = false;
            } else if (value == null && !use.guarded()) {
                issues.add(Issue.at(IssueCode.MISSING_ENV, use.pointer(), "Missing environment variable '" + name + "'")
                        .expected("a value in the environment variable " + name)
                        .actual("not set")
                        .suggest("export " + name + "=<value>"));
                there = false;
            } else if (value != null && SensitiveNames.environment(name)) {
                hide(value);
            }
        }
        return there;
    }

    /** The whole and, of a header, what follows the scheme. */
    void hide(String value) {
        secrets.add(value);
        int space = value.indexOf(' ');
        if (space > 0) {
            secrets.add(value.substring(space + 1));
        }
    }
}
