package dev.dispatch.builtin;

import dev.dispatch.json.Json;
import dev.dispatch.module.FieldValues;
import dev.dispatch.module.PartValues;
import dev.dispatch.module.StatusParser;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import dev.dispatch.sdk.StatusRange;
import dev.dispatch.time.Durations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action {@code http.request}; its input was held against its schema before. */
final class HttpRequestAction {

    private static final List<String> BODIES = List.of("body", "form", "multipart", "text", "file");

    private HttpRequestAction() {}

    static ActionResult<JsonNode> send(ActionContext<ObjectNode> context, ObjectNode input) {
        HttpResponse answer = input.has("saveTo")
                ? context.http().save(request(input), input.get("saveTo").stringValue())
                : context.http().send(request(input));
        ObjectNode response = response(answer);
        try {
            context.http().requireOk(answer, answer.label());
        } catch (ActionException e) {
            throw e.withResponse(response);
        }
        return ActionResult.<JsonNode>response(response).detail(answer.label() + " answered " + answer.status());
    }

    private static HttpRequest request(ObjectNode input) {
        HttpRequest request = content(input)
                .expect(expected(input))
                .followRedirects(input.path("followRedirects").asBoolean(true));
        return input.has("timeout")
                ? request.timeout(
                        Durations.parse(input.get("timeout").stringValue()).orElseThrow())
                : request;
    }

    /** What is sent, without what decides on the answer. */
    static HttpRequest content(ObjectNode input) {
        String method = input.path("method").asString("GET").toUpperCase(Locale.ROOT);
        String url = input.has("url")
                ? input.get("url").stringValue()
                : input.get("path").stringValue();
        return HttpRequest.of(method, url)
                .query(FieldValues.of(input.path("query"), "query"))
                .headers(FieldValues.headers(input.path("headers")))
                .body(body(input))
                .auth(input.get("auth"));
    }

    private static HttpContent body(ObjectNode input) {
        List<String> given = BODIES.stream().filter(input::has).toList();
        if (given.size() > 1) {
            throw new ActionException(
                    ActionException.Kind.BAD_INPUT,
                    "MODULE_VALIDATION_ERROR",
                    "A request has one of " + String.join(", ", BODIES) + ", not " + String.join(" and ", given),
                    null);
        }
        return given.isEmpty() ? new HttpContent.None() : body(given.getFirst(), input.get(given.getFirst()));
    }

    private static HttpContent body(String member, JsonNode value) {
        return switch (member) {
            case "form" -> new HttpContent.Form(FieldValues.of(value, "form"));
            case "multipart" -> new HttpContent.Multipart(PartValues.of(value));
            case "text" -> new HttpContent.Text(value.stringValue());
            case "file" -> new HttpContent.File(value.stringValue(), "application/octet-stream");
            default -> new HttpContent.Json(value);
        };
    }

    private static List<StatusRange> expected(ObjectNode input) {
        Optional<JsonNode> written = Optional.ofNullable(input.get("expectStatus"));
        return written.map(node -> StatusParser.parse(node)
                        .orElseThrow(() -> new ActionException(
                                ActionException.Kind.BAD_INPUT,
                                "MODULE_VALIDATION_ERROR",
                                "'expectStatus' must be " + StatusParser.FORM + ", is " + Json.compact(node),
                                null)))
                .orElse(StatusRange.SUCCESS);
    }

    private static ObjectNode response(HttpResponse answer) {
        ObjectNode response = Json.object().put("status", answer.status());
        response.set("headers", headers(answer));
        response.set("body", answer.body());
        response.put("durationMs", answer.duration().toMillis());
        JsonNode file = answer.body().path("_file");
        if (answer.content().length == 0 && file.isObject()) {
            return response.put("size", file.get("size").longValue())
                    .put("sha256", file.get("sha256").stringValue());
        }
        return response.put("size", answer.content().length).put("sha256", Json.sha256(answer.content()));
    }

    /** By name; the values of a name that came again stand in one text (RFC 9110, section 5.3). */
    static ObjectNode headers(HttpResponse answer) {
        ObjectNode headers = Json.object();
        answer.headers()
                .forEach(header -> headers.put(
                        header.name(),
                        headers.has(header.name())
                                ? headers.get(header.name()).stringValue() + ", " + header.value()
                                : header.value()));
        return headers;
    }
}
