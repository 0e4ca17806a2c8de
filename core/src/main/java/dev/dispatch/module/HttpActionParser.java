package dev.dispatch.module;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Segment;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import dev.dispatch.sdk.StatusRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the request of an action in {@code module.json}. */
final class HttpActionParser {

    private static final Set<String> REQUEST = Set.of("method", "path", "query", "headers", "body", "form", "text");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final ObjectNode inputSchema;
    private final IssueList issues;

    HttpActionParser(ObjectNode inputSchema, IssueList issues) {
        this.inputSchema = inputSchema;
        this.issues = issues;
    }

    /** Empty where the request cannot be read at all; the reason is among the issues. */
    Optional<HttpAction> parse(Members action) {
        if (action.missing("request", "an object with method and path")) {
            return Optional.empty();
        }
        Optional<Members> found = action.object("request");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Members request = found.get().allow(REQUEST, Set.of("multipart"));
        Optional<Template> path = request.requiredText("path")
                .flatMap(text -> template(text, request.pointer("path"), HttpAction.REQUEST_ROOTS));
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HttpAction(
                method(request),
                path.get(),
                fields(request, "query"),
                headers(request),
                content(request),
                expected(action),
                action.text("response")
                        .flatMap(text -> jsonPath(text, action.pointer("response")))
                        .orElse(null),
                exports(action),
                action.text("detail")
                        .flatMap(text -> template(text, action.pointer("detail"), HttpAction.DETAIL_ROOTS))
                        .orElse(null),
                action.flag("checkResponse").orElse(false)));
    }

    private String method(Members request) {
        String method = request.requiredText("method").orElse("GET");
        if (!METHODS.contains(method)) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, request.pointer("method"), "'" + method + "' is not a method")
                    .expected("one of "
                            + String.join(", ", METHODS.stream().sorted().toList()))
                    .actual(method)
                    .suggest(NearNames.of(method, METHODS)));
        }
        return method;
    }

    private @Nullable TemplateTree fields(Members request, String name) {
        return request.object(name).flatMap(_ -> tree(request, name)).orElse(null);
    }

    private @Nullable TemplateTree headers(Members request) {
        request.object("headers")
                .ifPresent(headers -> headers.each((name, value) -> {
                    if (value.isContainer() || value.isNull()) {
                        issues.add(MemberIssue.wrongType(headers.pointer(name), "string, number or boolean", value));
                    }
                }));
        return fields(request, "headers");
    }

    private HttpAction.Content content(Members request) {
        List<String> given =
                List.of("body", "form", "text").stream().filter(request::has).toList();
        if (given.size() > 1) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            request.pointer(),
                            "A request has one of 'body', 'form' and 'text', not " + String.join(" and ", given))
                    .expected("one of them")
                    .actual(String.join(" and ", given))
                    .suggest("keep one of them"));
        }
        Optional<HttpAction.Content> body = tree(request, "body").map(HttpAction.Content.Json::new);
        Optional<HttpAction.Content> form =
                request.object("form").flatMap(members -> tree(request, "form")).map(HttpAction.Content.Form::new);
        Optional<HttpAction.Content> text = request.anyText("text")
                .flatMap(value -> template(value, request.pointer("text"), HttpAction.REQUEST_ROOTS))
                .map(HttpAction.Content.Text::new);
        return body.or(() -> form).or(() -> text).orElseGet(HttpAction.Content.None::new);
    }

    private List<StatusRange> expected(Members action) {
        Optional<JsonNode> node = action.node("expectStatus");
        Optional<List<StatusRange>> ranges = node.flatMap(StatusParser::parse);
        if (node.isPresent() && ranges.isEmpty()) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            action.pointer("expectStatus"),
                            "'expectStatus' must be " + StatusParser.FORM)
                    .expected(StatusParser.FORM)
                    .actual(Json.compact(node.get())));
        }
        return ranges.orElse(StatusRange.SUCCESS);
    }

    private Map<String, JsonPath> exports(Members action) {
        Map<String, JsonPath> exports = new LinkedHashMap<>();
        action.object("exports")
                .ifPresent(members -> members.each((name, node) -> members.requiredText(name)
                        .flatMap(text -> jsonPath(text, members.pointer(name)))
                        .ifPresent(path -> exports.put(name, path))));
        return exports;
    }

    private Optional<TemplateTree> tree(Members members, String name) {
        Optional<TemplateTree> tree = members.node(name)
                .flatMap(node -> TemplateTree.compile(node, members.pointer(name), HttpAction.REQUEST_ROOTS)
                        .orReport(issues::add));
        tree.ifPresent(found -> checkInputs(found.references()));
        return tree;
    }

    private Optional<Template> template(String text, Pointer at, Roots roots) {
        Optional<Template> template = Template.parse(text, at, roots).orReport(issues::add);
        template.ifPresent(found -> checkInputs(found.references()));
        return template;
    }

    private Optional<JsonPath> jsonPath(String text, Pointer at) {
        try {
            return Optional.of(JsonPath.parse(text));
        } catch (JsonPathSyntaxException e) {
            Issue issue = Issue.at(
                            IssueCode.INVALID_JSONPATH, at, "'" + text + "' is not a JSONPath: " + e.getMessage())
                    .expected("an RFC 9535 path")
                    .actual(text);
            issues.add(e.suggestion().map(issue::suggest).orElse(issue));
            return Optional.empty();
        }
    }

    /** An input that the schema does not declare would be refused before the request is made. */
    private void checkInputs(List<ReferenceUse> uses) {
        JsonNode properties = inputSchema.path("properties");
        List<String> declared = new ArrayList<>(properties.propertyNames());
        for (ReferenceUse use : uses) {
            Expression.Reference reference = use.reference();
            if (reference.root().equals("input")
                    && !reference.segments().isEmpty()
                    && reference.segments().getFirst() instanceof Segment.Name(String name)
                    && !properties.has(name)
                    && inputSchema.path("additionalProperties").isBoolean()
                    && !inputSchema.path("additionalProperties").booleanValue()) {
                issues.add(Issue.at(
                                IssueCode.INVALID_INTERPOLATION,
                                use.pointer(),
                                "The input schema of this action has no '" + name + "'")
                        .expected("one of " + String.join(", ", declared))
                        .actual(name)
                        .suggest(NearNames.of(name, declared)));
            }
        }
    }
}
