package dev.dispatch.module;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Generator;
import dev.dispatch.expression.PercentEncoding;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.problem.Issue;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out an action that is described by one request. */
public final class HttpActionCall {

    private final HttpAction action;
    private final ObjectNode input;
    private final Generator generator;
    private final Scope scope;

    /**
     * A call to be made once.
     *
     * @param credential the bound credential; null where the step binds none
     * @param environment what {@code ${env.NAME}} sees
     */
    public HttpActionCall(
            HttpAction action,
            ObjectNode input,
            @Nullable ObjectNode credential,
            JsonNode environment,
            Generator generator) {
        this(action, input, credential, environment, generator, UnaryOperator.identity());
    }

    /**
     * The same with a say in what the expressions of the request see.
     *
     * @param view is given what they see and gives what they see instead
     */
    public HttpActionCall(
            HttpAction action,
            ObjectNode input,
            @Nullable ObjectNode credential,
            JsonNode environment,
            Generator generator,
            UnaryOperator<Scope> view) {
        this.action = action;
        this.input = input;
        this.generator = generator;
        Map<String, JsonNode> roots = new HashMap<>();
        roots.put("input", input);
        roots.put("env", environment);
        if (credential != null) {
            roots.put("credential", credential);
        }
        this.scope = view.apply(new TreeScope(roots, generator));
    }

    /** The request as it would be sent, before base URL and default headers. */
    public HttpRequest request() {
        return HttpRequest.of(action.method(), text(action.path(), HttpActionCall::segment))
                .query(fields(action.query()))
                .headers(fields(action.headers()))
                .body(content())
                .expect(action.expected());
    }

    /**
     * Sends the request and takes response and exports from the answer.
     *
     * @throws ActionException where the answer is not what the action promises
     */
    public ActionResult<JsonNode> send(ActionContext<ObjectNode> context) {
        HttpResponse answer = context.http().send(request());
        context.http().requireOk(answer, answer.label());
        JsonNode response = action.response() == null ? answer.body() : part(action.response(), answer);
        ActionResult<JsonNode> result = ActionResult.response(response);
        if (!action.exports().isEmpty()) {
            result = result.exports(exports(answer.body()));
        }
        String detail = detail(response);
        return detail == null ? result : result.detail(detail);
    }

    private static JsonNode part(JsonPath path, HttpResponse answer) {
        return path.value(answer.body())
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.FAILED,
                        "INVALID_EXPORTS",
                        answer.label() + " answered without anything at " + path.text(),
                        answer.body()));
    }

    private HttpContent content() {
        return switch (action.content()) {
            case HttpAction.Content.None _ -> new HttpContent.None();
            case HttpAction.Content.Json(TemplateTree value) ->
                value(value).<HttpContent>map(HttpContent.Json::new).orElseGet(HttpContent.None::new);
            case HttpAction.Content.Form(TemplateTree members) -> new HttpContent.Form(fields(members));
            case HttpAction.Content.Text(Template value) -> new HttpContent.Text(text(value, UnaryOperator.identity()));
        };
    }

    private List<HttpRequest.Field> fields(@Nullable TemplateTree tree) {
        return tree == null
                ? List.of()
                : value(tree).map(HttpActionCall::fields).orElseGet(List::of);
    }

    /** One field for a value, one for each element of an array, none for null. */
    public static List<HttpRequest.Field> fields(JsonNode object) {
        List<HttpRequest.Field> fields = new ArrayList<>();
        object.properties().forEach(member -> {
            Iterable<JsonNode> values = member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
            for (JsonNode value : values) {
                if (!value.isNull()) {
                    fields.add(new HttpRequest.Field(member.getKey(), Json.show(value)));
                }
            }
        });
        return fields;
    }

    private ObjectNode exports(JsonNode body) {
        ObjectNode exports = Json.object();
        action.exports().forEach((name, path) -> path.value(body).ifPresent(value -> exports.set(name, value)));
        return exports;
    }

    private @Nullable String detail(JsonNode response) {
        if (action.detail() == null) {
            return null;
        }
        TreeScope seen = new TreeScope(Map.of("input", input, "response", response), generator);
        return switch (action.detail().render(seen, UnaryOperator.identity())) {
            case Evaluated.Value(JsonNode value, var _) -> Json.show(value);
            case Evaluated.LeftOut _, Evaluated.Failed _ -> null;
        };
    }

    /** One segment of a path; {@code .} and {@code ..} would lead elsewhere however they are encoded. */
    private static String segment(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new ActionException(
                    ActionException.Kind.BAD_INPUT,
                    "MODULE_VALIDATION_ERROR",
                    "'" + value + "' cannot stand in the path of a URL",
                    null);
        }
        return PercentEncoding.encode(value);
    }

    private String text(Template template, UnaryOperator<String> encoding) {
        return Json.show(required(template.render(scope, encoding)).orElseGet(() -> Json.text("")));
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
