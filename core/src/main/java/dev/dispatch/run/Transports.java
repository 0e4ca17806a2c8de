package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
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
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The transports of one run: a module's own defaults lie under those of the job, the cookies belong to all. */
final class Transports {

    private final HttpPlan plan;
    private final RunScope scope;
    private final Evaluations evaluations;
    private final RunServices services;
    private final CookieJar cookies;
    private final Map<String, HttpTransport> made = new ConcurrentHashMap<>();

    Transports(HttpPlan plan, RunScope scope, Evaluations evaluations, RunServices services) {
        this.plan = plan;
        this.scope = scope;
        this.evaluations = evaluations;
        this.services = services;
        this.cookies = new CookieJar(services.clock());
    }

    /**
     * The transport for the actions of a module.
     *
     * @throws ProblemException where an expression in the module's base URL has no value
     */
    HttpTransport of(LoadedModule module) {
        return made.computeIfAbsent(module.source(), _ -> make(module.http()));
    }

    private HttpTransport make(@Nullable TemplateTree module) {
        JsonNode defaults = module == null ? Json.object() : module.source();
        Optional<TemplateTree> moduleHeaders = tree(defaults, "defaultHeaders");
        HttpSettings settings = HttpSettings.of(services.userAgent())
                .defaultHeaders(() -> headers(moduleHeaders))
                .timeout(plan.timeout().orElse(HttpSettings.TIMEOUT));
        Optional<String> baseUrl = plan.baseUrl()
                .or(() -> tree(defaults, "baseUrl").flatMap(this::value).map(Json::show));
        return new HttpTransport(
                services.clients(), baseUrl.map(settings::baseUrl).orElse(settings), cookies, services.clock());
    }

    /** Evaluated anew for each request; the job's headers win over those of the module. */
    private List<HttpHeader> headers(Optional<TemplateTree> ofModule) {
        Map<String, HttpHeader> headers = new LinkedHashMap<>();
        Stream.concat(ofModule.stream(), Optional.ofNullable(plan.defaultHeaders()).stream())
                .flatMap(tree -> value(tree).stream())
                .flatMap(values -> HttpActionCall.fields(values).stream())
                .forEach(field -> headers.put(
                        field.name().toLowerCase(Locale.ROOT), new HttpHeader(field.name(), field.value())));
        return List.copyOf(headers.values());
    }

    /** A member of a manifest, whose expressions were checked when it was loaded. */
    private static Optional<TemplateTree> tree(JsonNode defaults, String name) {
        Pointer at = Pointer.ROOT.child("http").child(name);
        return Optional.ofNullable(defaults.get(name))
                .flatMap(written ->
                        TemplateTree.compile(written, at, JobRoots.PAYLOAD).orReport(_ -> {}));
    }

    private Optional<JsonNode> value(TemplateTree tree) {
        return switch (evaluations.evaluate(tree, scope)) {
            case Evaluated.Value(JsonNode value, var _) -> Optional.of(value);
            case Evaluated.LeftOut _ -> Optional.empty();
            case Evaluated.Failed(List<Issue> issues) ->
                throw Problem.of(ProblemCode.USAGE_ERROR, StepFailure.of(issues).message(), issues)
                        .exception();
        };
    }
}
