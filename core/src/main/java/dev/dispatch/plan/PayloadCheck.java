package dev.dispatch.plan;

import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.schema.Placeholder;
import dev.dispatch.schema.SchemaViolation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Completes payloads with the defaults of their action and holds them against its schema. */
public final class PayloadCheck {

    private PayloadCheck() {}

    /** What came of it. */
    public sealed interface Checked {

        record Fits(ObjectNode complete) implements Checked {}

        record Misfit(List<Issue> issues) implements Checked {
            public Misfit {
                issues = List.copyOf(issues);
            }
        }
    }

    /** Looks at a payload right before the call. */
    public static Checked check(Node.Callable callable, ObjectNode payload, Pointer at) {
        ObjectNode complete = (ObjectNode) callable.input().withDefaults(payload);
        List<Issue> issues = callable.input().validate(complete).stream()
                .map(violation -> issue(violation, callable, complete, at, IssueCode.MODULE_VALIDATION_ERROR))
                .toList();
        return issues.isEmpty() ? new Checked.Fits(complete) : new Checked.Misfit(issues);
    }

    /**
     * Looks at a payload that may still have expressions; only what no value of theirs can mend is a misfit.
     *
     * @param step whose payload it is, or is in
     * @param code what to call a misfit
     */
    static void template(
            Node.Callable callable, Step step, JsonNode payload, Pointer at, IssueCode code, IssueList issues) {
        Roots roots = step.roots(JobRoots.PAYLOAD);
        JsonNode complete = callable.input().withDefaults(payload);
        callable.input()
                .validateTemplate(complete, text -> placeholder(text, roots))
                .forEach(violation -> issues.add(issue(violation, callable, complete, at, code)));
    }

    static Issue issue(
            SchemaViolation violation, Node.Callable callable, JsonNode payload, Pointer at, IssueCode code) {
        String action = callable.key();
        Pointer place = at.append(violation.pointer());
        boolean unknown = violation.keyword().equals("additionalProperties")
                || violation.keyword().equals("unevaluatedProperties");
        List<String> names = violation.pointer().names();
        Optional<String> form = form(violation, callable);
        String message = form.isPresent() ? "must have another form, is " + violation.actual() : violation.message();
        String name =
                names.isEmpty() ? "the payload" : "'" + violation.pointer().dotted() + "'";
        Issue issue = Issue.at(
                        unknown ? IssueCode.UNKNOWN_FIELD : code, place, name + " " + message + " (" + action + ")")
                .expected(form.orElse(violation.expected() == null ? "what the action takes" : violation.expected()))
                .actual(violation.actual() == null ? found(violation, payload) : violation.actual());
        return unknown
                ? issue.suggestName(violation.suggestions())
                : PayloadMend.of(issue, violation, violation.pointer().in(payload));
    }

    private static String found(SchemaViolation violation, JsonNode payload) {
        JsonNode value = violation.pointer().in(payload);
        // What a container holds may be secret.
        return value.isContainer() ? "this " + Json.typeOf(value) : MemberIssue.value(value);
    }

    /** What the schema says in words of a text whose pattern few read. */
    private static Optional<String> form(SchemaViolation violation, Node.Callable callable) {
        if (!violation.keyword().equals("pattern")) {
            return Optional.empty();
        }
        JsonNode schema = callable.provided().action().inputSchema();
        for (String name : violation.pointer().names()) {
            schema = schema.path("properties").path(name);
        }
        return schema.path("description").stringValueOpt().filter(text -> !text.isBlank());
    }

    static Placeholder placeholder(String text, Roots roots) {
        if (!text.contains("${")) {
            return Placeholder.NONE;
        }
        return switch (Template.parse(text, Pointer.ROOT, roots)) {
            case Parsed.Faulty<Template> _ -> Placeholder.WHOLE;
            case Parsed.Ok<Template>(Template template) -> {
                if (!template.hasExpressions()) {
                    yield Placeholder.NONE;
                }
                yield template.whole() ? Placeholder.WHOLE : Placeholder.PART;
            }
        };
    }
}
