package dev.dispatch.run;

import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.CookieJar;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.FieldValues;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The transports of one run: a module's own defaults lie under those of the job, the cookies belong to all. */
public final class Transports {

    private final HttpPlan plan;
    private final Function<TemplateTree, Evaluated> evaluation;
    private final @Nullable Function<TemplateTree, Evaluated> ofCaller;
    private final RunServices services;
    private final CookieJar cookies;
    private final Map<String, HttpTransport> made = new ConcurrentHashMap<>();

    /**
     * Transports that have sent nothing yet.
     *
     * @param evaluation of base URLs and headers; its findings may be shown
     */
    public Transports(HttpPlan plan, Function<TemplateTree, Evaluated> evaluation, RunServices services) {
        this(plan, evaluation, null, services, new CookieJar(services.clock()));
    }

    private Transports(
            HttpPlan plan,
            Function<TemplateTree, Evaluated> evaluation,
            @Nullable Function<TemplateTree, Evaluated> ofCaller,
            RunServices services,
            CookieJar cookies) {
        this.plan = plan;
        this.evaluation = evaluation;
        this.ofCaller = ofCaller;
        this.services = services;
        this.cookies = cookies;
    }

    /** The same transports for a part of the run that sees other values; the cookies belong to all. */
    Transports seenBy(Function<TemplateTree, Evaluated> other) {
        // Headers of a caller are seen from there, wherever a called job is.
        return new Transports(plan, other, ofCaller, services, cookies);
    }

    /** What evaluates the default headers: the job that wrote them. */
    private Function<TemplateTree, Evaluated> ofHeaders() {
        return ofCaller == null ? evaluation : ofCaller;
    }

    /**
     * The transports of a job that is called here; the cookies belong to all.
     *
     * @param own evaluation in the called job
     * @param inherits whether it has the default headers of this one
     */
    Transports called(HttpPlan other, Function<TemplateTree, Evaluated> own, boolean inherits) {
        return new Transports(other, own, inherits ? ofHeaders() : null, services, cookies);
    }

    /**
     * The transport for the actions of a module.
     *
     * @throws ActionException where an expression in the module's base URL has no value
     */
    public HttpTransport of(LoadedModule module) {
        return made.computeIfAbsent(module.source(), _ -> make(module));
    }

    private HttpTransport make(LoadedModule module) {
        Optional<TemplateTree> moduleHeaders = tree(module, "defaultHeaders");
        HttpSettings settings = HttpSettings.of(services.userAgent())
                .policies(plan.policies())
                .timeout(plan.timeout().orElse(HttpSettings.TIMEOUT));
        Optional<String> written = plan.baseUrl()
                .or(() -> tree(module, "baseUrl")
                        .flatMap(template -> ofModule(module, template))
                        .map(Json::show));
        Optional<String> baseUrl = written.isPresent() ? written : plan.configured();
        Supplier<List<HttpHeader>> headers = () -> headers(module, moduleHeaders);
        if (plan.defaults().isEmpty()) {
            HttpSettings own = settings.defaultHeaders(headers);
            return new HttpTransport(
                    services.clients(), baseUrl.map(own::baseUrl).orElse(own), cookies, services.clock());
        }
        HttpTransport transport = new HttpTransport(services.clients(), settings, cookies, services.clock());
        for (HttpDefaults defaults : plan.defaults()) {
            // Each file's headers for its own origin, whatever the others call their base URL.
            transport = transport.withDefaults(defaults.baseUrl(), defaults::headers);
        }
        return transport.withDefaults(baseUrl, headers);
    }

    /** Evaluated anew for each request; the job's headers win over those of the module. */
    private List<HttpHeader> headers(LoadedModule module, Optional<TemplateTree> moduleHeaders) {
        Map<String, HttpHeader> headers = new LinkedHashMap<>();
        moduleHeaders.flatMap(written -> ofModule(module, written)).ifPresent(values -> collect(values, headers));
        Optional.ofNullable(plan.defaultHeaders()).flatMap(this::ofJob).ifPresent(values -> collect(values, headers));
        return List.copyOf(headers.values());
    }

    private static void collect(JsonNode values, Map<String, HttpHeader> headers) {
        FieldValues.of(values, "defaultHeaders")
                .forEach(field -> headers.put(
                        field.name().toLowerCase(Locale.ROOT), new HttpHeader(field.name(), field.value())));
    }

    /** A member of a manifest, whose expressions were checked when it was loaded. */
    private static Optional<TemplateTree> tree(LoadedModule module, String name) {
        Pointer at = Pointer.ROOT.child("http").child(name);
        return Optional.ofNullable(module.http())
                .flatMap(http -> Optional.ofNullable(http.source().get(name)))
                .flatMap(written ->
                        TemplateTree.compile(written, at, JobRoots.PAYLOAD).orReport(_ -> {}));
    }

    private Optional<JsonNode> ofJob(TemplateTree tree) {
        return value(
                tree,
                ofHeaders(),
                issues -> Problem.of(
                                ProblemCode.USAGE_ERROR, StepFailure.of(issues).message(), issues)
                        .exception());
    }

    /** The places of its findings are in the manifest, which the job's lines say nothing about. */
    private Optional<JsonNode> ofModule(LoadedModule module, TemplateTree tree) {
        return value(
                tree,
                evaluation,
                issues -> new ActionException(
                        ActionException.Kind.BAD_INPUT,
                        issues.getFirst().code().name(),
                        "Module '" + module.name() + "': "
                                + StepFailure.of(issues).message(),
                        null));
    }

    private static Optional<JsonNode> value(
            TemplateTree tree, Function<TemplateTree, Evaluated> seen, Function<List<Issue>, RuntimeException> fault) {
        return switch (seen.apply(tree)) {
            case Evaluated.Value(JsonNode value, var _) -> Optional.of(value);
            case Evaluated.LeftOut _ -> Optional.empty();
            case Evaluated.Failed(List<Issue> issues) -> throw fault.apply(issues);
        };
    }
}
