package dev.dispatch.module;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.PercentEncoding;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.StatusRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills the templates of an action with values. */
final class RequestRendering {

    private final HttpAction action;
    private final Scope scope;

    RequestRendering(HttpAction action, Scope scope) {
        this.action = action;
        this.scope = scope;
    }

    /**
     * The request as it would be sent, before base URL and default headers.
     *
     * @throws ActionException of kind {@code BAD_INPUT} where no request can be made of the values
     */
    HttpRequest request() {
        return HttpRequest.of(action.method(), path())
                .query(FieldValues.of(object(action.query(), "query"), "query"))
                .headers(FieldValues.headers(object(action.headers(), "headers")))
                .body(content())
                .expect(action.expected())
                .followRedirects(!expectsRedirect());
    }

    /** Whoever counts a redirect as success wants to see it. */
    private boolean expectsRedirect() {
        return List.of(301, 302, 303, 307, 308).stream()
                .anyMatch(status -> StatusRange.anyContains(action.expected(), status));
    }

    private HttpContent content() {
        return switch (action.content()) {
            case HttpAction.Content.None _ -> new HttpContent.None();
            case HttpAction.Content.Json(TemplateTree value) ->
                value(value).<HttpContent>map(HttpContent.Json::new).orElseGet(HttpContent.None::new);
            case HttpAction.Content.Form(TemplateTree members) ->
                value(members)
                        .map(form -> object(form, "form"))
                        .<HttpContent>map(form -> new HttpContent.Form(FieldValues.of(form, "form")))
                        .orElseGet(HttpContent.None::new);
            case HttpAction.Content.Multipart(List<PartTemplate> parts) -> new HttpContent.Multipart(parts(parts));
            case HttpAction.Content.Text(Template text) ->
                required(text.render(scope, UnaryOperator.identity()))
                        .<HttpContent>map(value -> new HttpContent.Text(value.stringValue()))
                        .orElseGet(HttpContent.None::new);
        };
    }

    private List<HttpContent.Part> parts(List<PartTemplate> templates) {
        List<HttpContent.Part> parts = new ArrayList<>();
        for (PartTemplate template : templates) {
            switch (template) {
                case PartTemplate.Text(String name, TemplateTree text) ->
                    value(text).ifPresent(value -> parts.addAll(PartValues.texts(name, value)));
                case PartTemplate.File part ->
                    value(part.file())
                            .filter(file -> !file.isNull())
                            .ifPresent(file -> parts.addAll(PartValues.files(
                                    part.name(), file, valueOrNull(part.filename()), valueOrNull(part.type()))));
            }
        }
        return parts;
    }

    private String path() {
        String path = Json.show(required(action.path().render(scope, RequestRendering::segment))
                .orElseThrow(() -> new IllegalStateException("a path is never left out")));
        int end = path.length();
        for (char c : new char[] {'?', '#'}) {
            int at = path.indexOf(c);
            end = at >= 0 && at < end ? at : end;
        }
        for (String segment : path.substring(0, end).split("/", -1)) {
            String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
            if (plain.equals(".") || plain.equals("..")) {
                throw outside(segment);
            }
        }
        return path;
    }

    /** One segment of a path; {@code .} and {@code ..} would lead elsewhere however they are encoded. */
    private static String segment(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw outside(value);
        }
        return PercentEncoding.encode(value);
    }

    private static ActionException outside(String value) {
        return BadInput.of("'" + value + "' cannot stand in the path of a URL");
    }

    private JsonNode object(@Nullable TemplateTree tree, String where) {
        return tree == null
                ? Json.object()
                : value(tree).map(value -> object(value, where)).orElseGet(Json::object);
    }

    private JsonNode object(JsonNode value, String where) {
        if (!value.isObject() && !scope.standsIn(value)) {
            throw BadInput.of("'" + where + "' must be an object, is " + FieldValues.article(value));
        }
        return value;
    }

    private @Nullable JsonNode valueOrNull(@Nullable TemplateTree tree) {
        return tree == null ? null : value(tree).orElse(null);
    }

    private Optional<JsonNode> value(TemplateTree tree) {
        return required(tree.evaluate(scope));
    }

    private static Optional<JsonNode> required(Evaluated evaluated) {
        return switch (evaluated) {
            case Evaluated.Value(JsonNode value, var _) -> Optional.of(value);
            case Evaluated.LeftOut _ -> Optional.empty();
            case Evaluated.Failed(List<Issue> issues) ->
                throw new ActionException(
                        ActionException.Kind.BAD_INPUT,
                        issues.getFirst().code().name(),
                        issues.stream().map(Issue::message).collect(Collectors.joining("; ")),
                        null);
        };
    }
}
