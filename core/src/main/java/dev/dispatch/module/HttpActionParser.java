package dev.dispatch.module;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import dev.dispatch.sdk.StatusRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an action in {@code module.json} that is described by its request: what it expects of the answer and takes from it. */
final class HttpActionParser {

    private final ActionTemplates templates;
    private final IssueList issues;

    /**
     * The reader of one action.
     *
     * @param credentialSchema null where the action takes no credential
     */
    HttpActionParser(ObjectNode inputSchema, @Nullable ObjectNode credentialSchema, IssueList issues) {
        this.templates = new ActionTemplates(inputSchema, credentialSchema, issues);
        this.issues = issues;
    }

    /** Empty where the request cannot be read at all; the reason is among the issues. */
    Optional<HttpAction> parse(Members action) {
        if (action.missing("request", "an object with method and path")) {
            return Optional.empty();
        }
        Optional<Members> found = action.object("request");
        Map<String, JsonPath> exports = exports(action);
        checkExports(action, action.node("exports").orElseGet(Json::nothing).propertyNames());
        checkResponse(action);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RequestParser request = new RequestParser(found.get(), templates, issues);
        return request.path()
                .map(path -> new HttpAction(
                        request.method(),
                        path,
                        request.fields("query"),
                        request.headers(),
                        request.content(),
                        expected(action),
                        action.text("response")
                                .flatMap(text -> jsonPath(text, action.pointer("response")))
                                .orElse(null),
                        exports,
                        action.text("detail")
                                .flatMap(
                                        text -> templates.text(text, action.pointer("detail"), HttpAction.DETAIL_ROOTS))
                                .orElse(null),
                        action.flag("checkResponse").orElse(false)));
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

    /** What can never be kept would fail each call after it was sent. */
    private void checkExports(Members action, Collection<String> exports) {
        JsonNode schema = action.node("exportsSchema").orElseGet(Json::nothing);
        Pointer at = action.pointer("exportsSchema");
        for (JsonNode required : schema.path("required")) {
            if (required.isString() && !exports.contains(required.stringValue())) {
                issues.add(Issue.at(
                                IssueCode.INVALID_EXPORTS,
                                at,
                                "'exportsSchema' requires '" + required.stringValue()
                                        + "', which 'exports' does not give")
                        .expected("'exports': {\"" + required.stringValue() + "\": \"$...\"}")
                        .actual(exports.isEmpty() ? "no exports" : Names.list(exports)));
            }
        }
        List<String> declared = new ArrayList<>(schema.path("properties").propertyNames());
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue();
        for (String name : exports) {
            if (closed && !declared.contains(name)) {
                issues.add(Issue.at(
                                IssueCode.INVALID_EXPORTS,
                                action.pointer("exports").child(name),
                                "'exportsSchema' has no '" + name + "'")
                        .expected(Names.oneOf(declared))
                        .actual(name)
                        .suggest(NearNames.of(name, declared)));
            }
        }
    }

    private void checkResponse(Members action) {
        if (action.node("checkResponse")
                        .filter(JsonNode::isBoolean)
                        .filter(JsonNode::booleanValue)
                        .isPresent()
                && !action.has("responseSchema")) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            action.pointer("checkResponse"),
                            "'checkResponse' needs a 'responseSchema' to check against")
                    .expected("'responseSchema' beside it")
                    .actual("no 'responseSchema'"));
        }
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
}
