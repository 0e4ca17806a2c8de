package dev.dispatch.builtin;

import dev.dispatch.json.Json;
import dev.dispatch.module.FieldValues;
import dev.dispatch.problem.Shown;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import dev.dispatch.sdk.StatusRange;
import dev.dispatch.time.Durations;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action {@code http.graphql}; its input was held against its schema before. */
final class GraphqlAction {

    private static final String ACCEPT = "application/graphql-response+json, application/json;q=0.9";
    private static final int MOST_ERRORS = 3;
    private static final int LONGEST_MESSAGE = 200;

    private GraphqlAction() {}

    static ActionResult<JsonNode> send(ActionContext<ObjectNode> context, ObjectNode input) {
        boolean tolerant = input.path("expectErrors").asBoolean(false);
        HttpRequest request = content(input);
        if (tolerant) {
            // Which status errors come with is the service's own choice.
            request = request.expect(new StatusRange(200, 299), new StatusRange(400, 499));
        }
        HttpResponse answer = context.http().send(request);
        ObjectNode response = response(answer);
        boolean wrong = response.has("errors");
        if (!answer.ok() && !(tolerant && wrong)) {
            throw refused(context, answer, response);
        }
        if (wrong && !tolerant) {
            throw failed(answer.label() + " answered " + errors(response.get("errors")), response);
        }
        if (!wrong && !response.has("data")) {
            throw failed(answer.label() + " answered no GraphQL: neither 'data' nor 'errors'", response);
        }
        String errors = wrong ? " with " + counted(response.get("errors").size()) : "";
        return ActionResult.<JsonNode>response(response)
                .detail(answer.label() + " answered " + answer.status() + errors);
    }

    /** What is sent. */
    static HttpRequest content(ObjectNode input) {
        ObjectNode body = Json.object().put("query", input.get("query").stringValue());
        for (String member : List.of("operationName", "variables")) {
            if (input.has(member)) {
                body.set(member, input.get(member));
            }
        }
        String url = input.has("url")
                ? input.get("url").stringValue()
                : input.get("path").stringValue();
        List<HttpRequest.Field> headers = new ArrayList<>(FieldValues.headers(input.path("headers")));
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("accept"))) {
            headers.add(new HttpRequest.Field("Accept", ACCEPT));
        }
        HttpRequest request = HttpRequest.of("POST", url).headers(headers).body(new HttpContent.Json(body));
        return input.has("timeout")
                ? request.timeout(
                        Durations.parse(input.get("timeout").stringValue()).orElseThrow())
                : request;
    }

    private static ObjectNode response(HttpResponse answer) {
        ObjectNode response = Json.object().put("status", answer.status());
        response.set("headers", HttpRequestAction.headers(answer));
        for (String member : List.of("data", "errors", "extensions")) {
            boolean empty = member.equals("errors")
                    && !(answer.body().path(member).isArray()
                            && !answer.body().get(member).isEmpty());
            if (answer.body().has(member) && !empty) {
                response.set(member, answer.body().get(member));
            }
        }
        if (!answer.body().has("data") && !answer.body().has("errors")) {
            response.set("body", answer.body());
        }
        return response.put("durationMs", answer.duration().toMillis());
    }

    /** The status decides whether trying again can help; what the service says of it comes along. */
    private static ActionException refused(
            ActionContext<ObjectNode> context, HttpResponse answer, ObjectNode response) {
        HttpResponse strict = new HttpResponse(
                answer.status(),
                answer.headers(),
                answer.body(),
                answer.content(),
                answer.duration(),
                StatusRange.SUCCESS,
                answer.label());
        try {
            context.http().requireOk(strict, answer.label());
        } catch (ActionException e) {
            String why = response.has("errors") ? ", with " + errors(response.get("errors")) : "";
            return new ActionException(e.kind(), e.code(), e.getMessage() + why, response);
        }
        throw new IllegalStateException("an answer that is not 2xx was accepted");
    }

    private static ActionException failed(String message, ObjectNode response) {
        return new ActionException(ActionException.Kind.FAILED, "GRAPHQL_ERRORS", message, response);
    }

    /** The first of them, with their paths. */
    private static String errors(JsonNode errors) {
        StringBuilder text = new StringBuilder(counted(errors.size())).append(": ");
        for (int i = 0; i < Math.min(MOST_ERRORS, errors.size()); i++) {
            JsonNode error = errors.get(i);
            String message = error.path("message").asString("an error without a message");
            text.append(i == 0 ? "" : "; ")
                    .append(Shown.said(message, LONGEST_MESSAGE))
                    .append(path(error.path("path")));
        }
        return errors.size() > MOST_ERRORS ? text.append("; ...").toString() : text.toString();
    }

    private static String path(JsonNode path) {
        StringBuilder text = new StringBuilder();
        path.forEach(element -> text.append(text.isEmpty() ? "" : ".").append(Json.show(element)));
        return text.isEmpty() ? "" : " (at " + text + ")";
    }

    private static String counted(int errors) {
        return errors == 1 ? "1 GraphQL error" : errors + " GraphQL errors";
    }
}
