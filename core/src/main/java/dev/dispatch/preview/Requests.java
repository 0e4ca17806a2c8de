package dev.dispatch.preview;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.http.HttpBody;
import dev.dispatch.http.HttpCall;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpOutline;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.http.Part;
import dev.dispatch.http.RequestBody;
import dev.dispatch.http.RequestFiles;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.plan.Plan;
import dev.dispatch.run.RunServices;
import dev.dispatch.run.Transports;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes requests with the transports of a run, and asks them what they would send. */
final class Requests {

    private final Transports transports;
    private final Unknowns unknowns;
    private final RequestFiles files;
    /** What it says how to prove is told, and never what with. */
    private final Scope nothing;

    Requests(Plan plan, JobScope scope, Unknowns unknowns, RunServices services) {
        this.unknowns = unknowns;
        this.files = plan.files().reader();
        this.nothing = new TreeScope(Map.of(), services.generator());
        this.transports = new Transports(http(plan, scope, unknowns), tree -> tree.evaluate(scope), services);
    }

    /**
     * What a module's transport would make of a request.
     *
     * @param keyed whether the action is given a credential
     * @throws ActionException where it would send nothing, for a reason that does not hang on unknown values
     */
    RequestPreview preview(LoadedModule module, boolean keyed, HttpRequest wanted) {
        boolean opens = unknowns.begins(wanted.url());
        String url = opens ? unknowns.asUrl(wanted.url()) : wanted.url();
        HttpRequest readable = new HttpRequest(
                wanted.method(),
                url,
                wanted.query(),
                wanted.headers(),
                wanted.body(),
                wanted.expected(),
                wanted.timeout(),
                wanted.followRedirects(),
                wanted.auth());
        List<String> open = new ArrayList<>();
        RequestBody.Ready carried =
                switch (RequestBody.of(readable.body(withoutUnknownFiles(wanted.body(), open)), files)) {
                    case RequestBody.Ready ready -> ready;
                    case RequestBody.Refused(HttpFailure failure) -> throw refused(failure);
                };
        HttpCall call = HttpCall.of(readable, carried.body(), Optional.empty());
        if (wanted.auth() != null) {
            call = call.auth(transports.auths().ofRequest(wanted.auth()));
        }
        return switch (transports.of(module, keyed ? nothing : null).outline(call)) {
            case HttpOutline.Request request -> {
                String shown = opens && wanted.url().indexOf('/') < 0 ? withoutPath(request.url()) : request.url();
                RequestPreview preview = shown(request, shown, carried.parts());
                yield open.isEmpty() ? preview : preview.notKnown();
            }
            case HttpOutline.Refused refused -> {
                if (!unknowns.isIn(wanted.url())) {
                    throw refused(refused.failure());
                }
                yield new RequestPreview(
                        unknowns.shown(wanted.method()),
                        unknowns.shown(wanted.url()),
                        null,
                        List.of(),
                        Optional.empty(),
                        null,
                        false);
            }
        };
    }

    private ActionException refused(HttpFailure failure) {
        return new ActionException(
                ActionException.Kind.BAD_INPUT, "MODULE_VALIDATION_ERROR", unknowns.shown(failure.message()), null);
    }

    /** A file whose name is not known yet cannot be read; the name stands for it. */
    private HttpContent withoutUnknownFiles(HttpContent content, List<String> open) {
        if (content instanceof HttpContent.File(String path, var _) && unknowns.isIn(path)) {
            open.add(path);
            return new HttpContent.Text(path);
        }
        if (!(content instanceof HttpContent.Multipart(List<HttpContent.Part> parts))) {
            return content;
        }
        List<HttpContent.Part> readable = new ArrayList<>();
        for (HttpContent.Part part : parts) {
            if (part instanceof HttpContent.Part.File file && unknowns.isIn(file.path())) {
                open.add(file.path());
                readable.add(new HttpContent.Part.Text(file.name(), file.path()));
            } else {
                readable.add(part);
            }
        }
        return new HttpContent.Multipart(readable);
    }

    private RequestPreview shown(HttpOutline.Request request, String url, List<Part> parts) {
        RequestPreview.@Nullable Body body = body(request, parts);
        boolean known = !unknowns.isIn(request.method())
                && !unknowns.isIn(request.url())
                && request.headers().stream().noneMatch(header -> unknowns.isIn(header.value()))
                && (body == null || !unknowns.isIn(body.text()));
        List<HttpHeader> headers = request.headers().stream()
                .map(header -> new HttpHeader(header.name(), unknowns.shown(header.value())))
                .toList();
        return new RequestPreview(
                unknowns.shown(request.method()),
                unknowns.shown(url),
                unknowns.shown(request.authority()),
                headers,
                Optional.ofNullable(body).map(this::shown),
                request.auth(),
                known);
    }

    private RequestPreview.Body shown(RequestPreview.Body body) {
        JsonNode json = body.json() == null ? null : unknowns.shown(body.json());
        JsonNode parts = body.parts() == null ? null : unknowns.shown(body.parts());
        return new RequestPreview.Body(
                unknowns.shown(body.contentType()), json, parts, unknowns.shown(body.text()), body.size());
    }

    private static RequestPreview.@Nullable Body body(HttpOutline.Request request, List<Part> parts) {
        return switch (request.body()) {
            case HttpBody.None _ -> null;
            case HttpBody.Content content -> {
                String text = new String(content.bytes(), StandardCharsets.UTF_8);
                boolean json = content.mediaType().equals("application/json");
                yield new RequestPreview.Body(
                        request.contentType().orElse(content.mediaType()),
                        json ? json(text) : null,
                        parts.isEmpty() ? null : Part.described(parts),
                        text,
                        content.bytes().length);
            }
        };
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            // Nested deeper than can be read again; it is shown as the text it is.
            return null;
        }
    }

    /** Without the slash that every readable URL has behind its host. */
    private static String withoutPath(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        return slash < 0 ? url : url.substring(0, slash) + url.substring(slash + 1);
    }

    /** The transport's settings with a base URL also where parts of it are missing. */
    private static HttpPlan http(Plan plan, JobScope scope, Unknowns unknowns) {
        HttpPlan http = plan.http();
        TemplateTree block = plan.job().http();
        JsonNode written = block == null ? Json.nothing() : block.source().path("baseUrl");
        if (http.baseUrl().isPresent() || !written.isString()) {
            return http;
        }
        Pointer at = Pointer.ROOT.child("http").child("baseUrl");
        Optional<String> url = TemplateTree.compile(written, at, JobRoots.PAYLOAD)
                .orReport(_ -> {})
                .flatMap(tree -> tree.evaluate(scope) instanceof Evaluated.Value(JsonNode value, var _)
                        ? Optional.of(Json.show(value))
                        : Optional.empty())
                .filter(unknowns::isIn)
                .map(text -> unknowns.begins(text) ? unknowns.asUrl(text) : text)
                .filter(text -> HttpUrls.problemOf(text).isEmpty());
        return new HttpPlan(
                url,
                http.defaultHeaders(),
                http.auth(),
                http.timeout(),
                http.defaults(),
                http.policies(),
                http.network());
    }
}
