package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.CookieJar;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.HttpActionCall;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.problem.Issue;
import dev.dispatch.sdk.ActionException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The transports of one run: a module's own defaults lie under those of the job, the cookies belong to all. */
final class Transports {

    private final HttpPlan plan;
    private final Scope scope;
    private final RunServices services;
    private final CookieJar cookies;
    private final Map<String, HttpTransport> made = new HashMap<>();

    Transports(HttpPlan plan, Scope scope, RunServices services) {
        this.plan = plan;
        this.scope = scope;
        this.services = services;
        this.cookies = new CookieJar(services.clock());
    }

    HttpTransport of(LoadedModule module) {
        return made.computeIfAbsent(module.source(), _ -> make(module.http()));
    }

    private HttpTransport make(@Nullable TemplateTree module) {
        ObjectNode defaults = module == null ? Json.object() : (ObjectNode) module.source();
        HttpSettings settings = HttpSettings.of(services.userAgent())
                .defaultHeaders(() -> headers(defaults.path("defaultHeaders")))
                .timeout(plan.timeout().orElse(HttpSettings.TIMEOUT));
        Optional<String> baseUrl = plan.baseUrl().or(() -> moduleBaseUrl(defaults));
        return new HttpTransport(
                services.clients(), baseUrl.map(settings::baseUrl).orElse(settings), cookies, services.clock());
    }

    private Optional<String> moduleBaseUrl(ObjectNode defaults) {
        JsonNode url = defaults.path("baseUrl");
        return url.isString() ? Optional.of(Json.show(value(tree(url, Pointer.ROOT)))) : Optional.empty();
    }

    /** The job's headers win over those of the module. */
    private List<HttpHeader> headers(JsonNode ofModule) {
        Map<String, HttpHeader> headers = new LinkedHashMap<>();
        if (ofModule.isObject()) {
            collect(value(tree(ofModule, Pointer.ROOT)), headers);
        }
        if (plan.defaultHeaders() != null) {
            collect(value(plan.defaultHeaders()), headers);
        }
        return List.copyOf(headers.values());
    }

    private static void collect(JsonNode values, Map<String, HttpHeader> headers) {
        HttpActionCall.fields(values)
                .forEach(field -> headers.put(
                        field.name().toLowerCase(java.util.Locale.ROOT), new HttpHeader(field.name(), field.value())));
    }

    private static TemplateTree tree(JsonNode written, Pointer at) {
        return TemplateTree.compile(written, at, JobRoots.PAYLOAD)
                .orReport(_ -> {})
                .orElseThrow();
    }

    private JsonNode value(TemplateTree tree) {
        return switch (tree.evaluate(scope)) {
            case Evaluated.Value(JsonNode value, var _) -> value;
            case Evaluated.LeftOut _ -> Json.object();
            case Evaluated.Failed(List<Issue> issues) ->
                throw new ActionException(
                        ActionException.Kind.BAD_INPUT,
                        issues.getFirst().code().name(),
                        issues.stream().map(Issue::message).collect(Collectors.joining("; ")),
                        null);
        };
    }
}
