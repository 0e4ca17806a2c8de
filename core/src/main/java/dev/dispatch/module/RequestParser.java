package dev.dispatch.module;

import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.NearNames;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code request} of an action in {@code module.json}. */
final class RequestParser {

    private static final Set<String> MEMBERS =
            Set.of("method", "path", "query", "headers", "body", "form", "multipart", "text");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> BODIES = List.of("body", "form", "multipart", "text");
    private static final String VALUE = "string, number, boolean, null or an array of them";

    private final Members request;
    private final ActionTemplates templates;
    private final IssueList issues;

    RequestParser(Members request, ActionTemplates templates, IssueList issues) {
        this.request = request.allow(MEMBERS, Set.of());
        this.templates = templates;
        this.issues = issues;
    }

    String method() {
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

    /** Empty where there is none that can be read. */
    Optional<Template> path() {
        Optional<Template> path = request.requiredText("path")
                .flatMap(text -> templates.text(text, request.pointer("path"), HttpAction.REQUEST_ROOTS));
        if (path.isPresent() && path.get().optional()) {
            issues.add(Issue.at(
                            IssueCode.INVALID_INTERPOLATION,
                            request.pointer("path"),
                            "A path cannot be left out: ? has no meaning there")
                    .expected("a path with values that are always there")
                    .actual(path.get().source()));
            return Optional.empty();
        }
        return path;
    }

    /** Query or form: an object of plain values, or one expression that gives it; null for none. */
    @Nullable
    TemplateTree fields(String name) {
        if (isExpression(name)) {
            return whole(name);
        }
        request.object(name)
                .ifPresent(fields -> fields.each((field, value) -> {
                    boolean plain = !value.isObject() && value.valueStream().noneMatch(JsonNode::isContainer);
                    if (!plain) {
                        issues.add(MemberIssue.wrongType(fields.pointer(field), VALUE, value));
                    }
                }));
        return tree(name);
    }

    @Nullable
    TemplateTree headers() {
        if (isExpression("headers")) {
            return whole("headers");
        }
        Map<String, String> names = new HashMap<>();
        request.object("headers")
                .ifPresent(headers -> headers.each((name, value) -> {
                    Pointer at = headers.pointer(name);
                    if (value.isContainer() || value.isNull()) {
                        issues.add(MemberIssue.wrongType(at, "string, number or boolean", value));
                    }
                    if (!isToken(name)) {
                        issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'" + name + "' is not a name for a header")
                                .expected("letters, digits and hyphens")
                                .actual(name));
                    }
                    String other = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
                    if (other != null) {
                        issues.add(Issue.at(
                                        IssueCode.DUPLICATE_MEMBER,
                                        at,
                                        "'" + other + "' and '" + name + "' are one header")
                                .expected("one of them")
                                .actual("both"));
                    }
                }));
        return tree("headers");
    }

    HttpAction.Content content() {
        List<String> given = BODIES.stream().filter(request::has).toList();
        if (given.size() > 1) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            request.pointer(),
                            "A request has one of " + String.join(", ", BODIES) + ", not "
                                    + String.join(" and ", given))
                    .expected("one of them")
                    .actual(String.join(" and ", given))
                    .suggest("keep one of them"));
        }
        String method = request.node("method").map(node -> node.asString("")).orElse("");
        if (!given.isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            request.pointer(given.getFirst()),
                            "A " + method + " request carries no body: use POST, or put the values in the query")
                    .expected("no '" + given.getFirst() + "'")
                    .actual("'" + given.getFirst() + "'"));
        }
        return given.isEmpty()
                ? new HttpAction.Content.None()
                : content(given.getFirst()).orElseGet(HttpAction.Content.None::new);
    }

    private Optional<HttpAction.Content> content(String name) {
        return switch (name) {
            case "form" -> Optional.ofNullable(fields(name)).map(HttpAction.Content.Form::new);
            case "multipart" ->
                request.object(name)
                        .map(parts ->
                                new HttpAction.Content.Multipart(new PartsParser(parts, templates, issues).parse()));
            case "text" ->
                request.anyText(name)
                        .flatMap(text -> templates.text(text, request.pointer(name), HttpAction.REQUEST_ROOTS))
                        .map(HttpAction.Content.Text::new);
            default -> Optional.ofNullable(tree(name)).map(HttpAction.Content.Json::new);
        };
    }

    private boolean isExpression(String name) {
        return request.node(name)
                .filter(node -> node.isString() && node.stringValue().startsWith("${"))
                .isPresent();
    }

    private @Nullable TemplateTree whole(String name) {
        TemplateTree tree = tree(name);
        if (tree != null && tree.templates().stream().noneMatch(Template::whole)) {
            issues.add(Issue.at(
                            IssueCode.INVALID_INTERPOLATION,
                            request.pointer(name),
                            "'" + name + "' must be an object, or one expression that gives it")
                    .expected("an object, or one expression and nothing else")
                    .actual(tree.source().asString("")));
        }
        return tree;
    }

    private @Nullable TemplateTree tree(String name) {
        return request.node(name)
                .flatMap(node -> templates.tree(node, request.pointer(name)))
                .orElse(null);
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }
}
