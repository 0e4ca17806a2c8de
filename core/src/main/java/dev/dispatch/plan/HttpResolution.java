package dev.dispatch.plan;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the transport's settings of the block {@code http}. */
final class HttpResolution {

    private static final Pointer AT = Pointer.ROOT.child("http");

    private final TreeScope scope;
    private final IssueList issues;

    HttpResolution(ObjectNode environment, ObjectNode inputs, Generator generator, IssueList issues) {
        this.scope = new TreeScope(Map.of("env", environment, "input", inputs), generator);
        this.issues = issues;
    }

    HttpPlan resolve(@Nullable TemplateTree http, @Nullable String baseUrlOfCaller) {
        if (http == null && baseUrlOfCaller == null) {
            return HttpPlan.NONE;
        }
        JsonNode block = http == null ? Json.object() : http.source();
        if (http != null) {
            missingVariables(http);
        }
        Optional<String> baseUrl = baseUrlOfCaller == null
                ? text(block, "baseUrl").flatMap(this::checkedUrl)
                : checkedUrl(baseUrlOfCaller);
        return new HttpPlan(
                baseUrl, defaultHeaders(block), text(block, "timeout").flatMap(this::timeout));
    }

    private void missingVariables(TemplateTree http) {
        for (ReferenceUse use : http.references()) {
            if (use.reference().root().equals("env") && !use.guarded() && !isThere(use)) {
                String name = use.reference().text().substring("env.".length());
                issues.add(Issue.at(IssueCode.MISSING_ENV, use.pointer(), "Missing environment variable '" + name + "'")
                        .expected("a value in the environment variable " + name)
                        .actual("not set")
                        .suggest("export " + name + "=<value>"));
            }
        }
    }

    private boolean isThere(ReferenceUse use) {
        return scope.resolve(use.reference()) instanceof dev.dispatch.expression.Lookup.Present;
    }

    /** A member that is evaluated once, before the first step. */
    private Optional<String> text(JsonNode block, String name) {
        JsonNode written = block.get(name);
        if (written == null || !written.isString()) {
            return Optional.empty();
        }
        Optional<Template> template = Template.parse(written.stringValue(), AT.child(name), JobRoots.PAYLOAD)
                .orReport(_ -> {});
        if (template.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReferenceUse> late = template.get().references().stream()
                .filter(use -> switch (use.reference().root()) {
                    case "env", "input" -> false;
                    default -> true;
                })
                .findFirst();
        if (late.isPresent()) {
            issues.add(Issue.at(
                            IssueCode.INVALID_INTERPOLATION,
                            AT.child(name),
                            "'" + AT.child(name).dotted() + "' is evaluated before the first step and cannot use "
                                    + late.get().reference().text())
                    .expected("env.<name> or input.<name>")
                    .actual("${" + late.get().reference().text() + "}"));
            return Optional.empty();
        }
        return switch (template.get().evaluate(scope)) {
            case Evaluated.Value(JsonNode value, var _) -> Optional.of(Json.show(value));
            case Evaluated.LeftOut _ -> Optional.empty();
            case Evaluated.Failed(var found) -> {
                found.stream()
                        .filter(issue -> template.get().references().stream()
                                .noneMatch(use -> use.reference().root().equals("env")))
                        .forEach(issues::add);
                yield Optional.empty();
            }
        };
    }

    private Optional<String> checkedUrl(String url) {
        Optional<String> fault = HttpUrls.problemOf(url);
        fault.ifPresent(message ->
                issues.add(Issue.at(IssueCode.INVALID_HTTP_CONFIG, AT.child("baseUrl"), "Invalid base URL: " + message)
                        .expected("an absolute http or https URL such as https://api.example.com/v1")
                        .actual(url)));
        return fault.isPresent() ? Optional.empty() : Optional.of(url);
    }

    private Optional<Duration> timeout(String text) {
        Optional<Duration> duration = Durations.parse(text).filter(time -> !time.isZero());
        if (duration.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_HTTP_CONFIG, AT.child("timeout"), "'" + text + "' is not a time-out")
                    .expected(Durations.FORM)
                    .actual(text));
        }
        return duration;
    }

    private static @Nullable TemplateTree defaultHeaders(JsonNode block) {
        JsonNode headers = block.get("defaultHeaders");
        if (headers == null || !headers.isObject()) {
            return null;
        }
        return TemplateTree.compile(headers, AT.child("defaultHeaders"), JobRoots.PAYLOAD)
                .orReport(_ -> {})
                .orElse(null);
    }
}
