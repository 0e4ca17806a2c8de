package dev.dispatch.run;

import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.AuthSource;
import dev.dispatch.http.AuthTokens;
import dev.dispatch.http.CookieJar;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.http.TlsFiles;
import dev.dispatch.http.TlsSettings;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.FieldValues;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.plan.ModuleTls;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The transports of one run: a module's own defaults lie under those of the job, the cookies belong to all. */
public final class Transports {

    private final HttpPlan plan;
    private final Function<TemplateTree, Evaluated> evaluation;
    private final @Nullable Function<TemplateTree, Evaluated> headersOfCaller;
    private final @Nullable Function<TemplateTree, Evaluated> authOfCaller;
    private final RunServices services;
    private final Kept kept;
    private final Map<String, HttpTransport> made = new ConcurrentHashMap<>();
    private @Nullable AuthSources auths;

    /**
     * Transports that have sent nothing yet.
     *
     * @param evaluation of base URLs and headers; its findings may be shown
     */
    public Transports(HttpPlan plan, Function<TemplateTree, Evaluated> evaluation, RunServices services) {
        this(plan, evaluation, null, null, services, new Kept(services.clock()));
    }

    private Transports(
            HttpPlan plan,
            Function<TemplateTree, Evaluated> evaluation,
            @Nullable Function<TemplateTree, Evaluated> headersOfCaller,
            @Nullable Function<TemplateTree, Evaluated> authOfCaller,
            RunServices services,
            Kept kept) {
        this.plan = plan;
        this.evaluation = evaluation;
        this.headersOfCaller = headersOfCaller;
        this.authOfCaller = authOfCaller;
        this.services = services;
        this.kept = kept;
    }

    /** What servers gave, which belongs to all parts of a run. */
    private static final class Kept {
        private final InstantSource clock;
        private final CookieJar cookies;
        private @Nullable AuthTokens tokens;

        private Kept(InstantSource clock) {
            this.clock = clock;
            this.cookies = new CookieJar(clock);
        }

        /** Made when the first request asks for one. */
        private synchronized AuthTokens tokens() {
            AuthTokens made = tokens == null ? new AuthTokens(clock) : tokens;
            tokens = made;
            return made;
        }
    }

    /** The same transports for a part of the run that sees other values; cookies and tokens belong to all. */
    Transports seenBy(Function<TemplateTree, Evaluated> other) {
        // What a called job has of its caller is seen from there.
        return new Transports(plan, other, headersOfCaller, authOfCaller, services, kept);
    }

    /** What evaluates the default headers: the job that wrote them. */
    private Function<TemplateTree, Evaluated> ofHeaders() {
        return headersOfCaller == null ? evaluation : headersOfCaller;
    }

    /** What evaluates {@code auth}: the job that wrote it. */
    private Function<TemplateTree, Evaluated> ofAuth() {
        return authOfCaller == null ? evaluation : authOfCaller;
    }

    /**
     * The transports of a job that is called here; cookies and tokens belong to all.
     *
     * @param own evaluation in the called job
     * @param headers whether it has the default headers of this one
     * @param auth whether it has the {@code auth} of this one
     */
    Transports called(HttpPlan other, Function<TemplateTree, Evaluated> own, boolean headers, boolean auth) {
        return new Transports(other, own, headers ? ofHeaders() : null, auth ? ofAuth() : null, services, kept);
    }

    /**
     * The transport for the actions of a module.
     *
     * @throws ActionException where an expression in the module's base URL has no value
     */
    public HttpTransport of(LoadedModule module) {
        return made.computeIfAbsent(module.source(), _ -> make(module, null));
    }

    /**
     * The same for one call of an action that is given a credential.
     *
     * @param own knows {@code env} and {@code credential}, for {@code http.auth} of the module; null where the action is given
     *     none, which then goes without an {@code auth} made of it
     */
    public HttpTransport of(LoadedModule module, @Nullable Scope own) {
        return own != null && usesCredential(module) ? make(module, own) : of(module);
    }

    /** Where requests find out how to prove who sends them. */
    public synchronized AuthSources auths() {
        AuthSources known = auths;
        if (known == null) {
            known = new AuthSources(ofAuth(), kept.tokens());
            auths = known;
        }
        return known;
    }

    private static boolean usesCredential(LoadedModule module) {
        TemplateTree http = module.http();
        return http != null
                && http.references().stream()
                        .anyMatch(use -> use.reference().root().equals("credential"));
    }

    private static boolean hasAuth(LoadedModule module) {
        TemplateTree http = module.http();
        return http != null && http.source().has("auth");
    }

    private HttpTransport make(LoadedModule module, @Nullable Scope own) {
        Optional<TemplateTree> moduleHeaders = tree(module, "defaultHeaders");
        HttpSettings settings = HttpSettings.of(services.userAgent())
                .policies(plan.policies())
                .proxies(
                        plan.network() == null ? null : plan.network().proxies().orElse(null))
                .timeout(plan.timeout().orElse(HttpSettings.TIMEOUT));
        Optional<String> written = plan.baseUrl()
                .or(() -> tree(module, "baseUrl")
                        .flatMap(template -> ofModule(module, template))
                        .map(Json::show));
        Optional<String> baseUrl = written.isPresent() ? written : plan.configured();
        boolean hasAuth = plan.auth() != null || hasAuth(module);
        if (plan.defaults().isEmpty() && !hasAuth) {
            HttpSettings simple = settings.defaultHeaders(() -> headers(module, moduleHeaders));
            return withTls(
                    new HttpTransport(
                            services.clients(),
                            baseUrl.map(simple::baseUrl).orElse(simple),
                            kept.cookies,
                            services.clock()),
                    baseUrl,
                    module);
        }
        HttpTransport transport = new HttpTransport(services.clients(), settings, kept.cookies, services.clock());
        for (HttpDefaults defaults : plan.defaults()) {
            // Each file's headers for its own origin, whatever the others call their base URL.
            transport = transport.withDefaults(
                    defaults.baseUrl(),
                    defaults::headers,
                    defaults.auth().map(auth -> auths().ofConfig(auth)).orElse(null));
            if (defaults.tls().isPresent()) {
                transport = transport.withTls(defaults.baseUrl(), defaults.tls().get());
            }
        }
        HttpTransport narrowed = hasAuth
                ? withAuth(transport, baseUrl, module, own)
                : transport.withDefaults(baseUrl, () -> headers(module, moduleHeaders));
        return withTls(narrowed, baseUrl, module);
    }

    /** Each place's headers beside its {@code auth}, so that the stronger place wins with either. */
    private HttpTransport withAuth(
            HttpTransport transport, Optional<String> baseUrl, LoadedModule module, @Nullable Scope own) {
        Optional<TemplateTree> headers = tree(module, "defaultHeaders");
        boolean goesWithout = own == null && usesCredential(module);
        AuthSource ofModule = tree(module, "auth")
                .filter(_ -> !goesWithout)
                .map(written ->
                        auths().ofModule(module, written, own == null ? evaluation : tree -> tree.evaluate(own)))
                .orElse(null);
        TemplateTree ofJob = plan.auth();
        return transport
                .withDefaults(baseUrl, () -> collected(headers.flatMap(tree -> ofModule(module, tree))), ofModule)
                .withDefaults(
                        baseUrl,
                        () -> collected(
                                Optional.ofNullable(plan.defaultHeaders()).flatMap(this::ofJob)),
                        ofJob == null ? null : auths().ofJob(ofJob));
    }

    private static List<HttpHeader> collected(Optional<JsonNode> values) {
        Map<String, HttpHeader> headers = new LinkedHashMap<>();
        values.ifPresent(found -> collect(found, headers));
        return List.copyOf(headers.values());
    }

    /** With the certificates of the job, else with those of the module. */
    private HttpTransport withTls(HttpTransport transport, Optional<String> baseUrl, LoadedModule module) {
        if (plan.network() != null && plan.network().tls().isPresent()) {
            return transport.withTls(baseUrl, plan.network().tls().get());
        }
        return tree(module, "tls")
                .flatMap(template -> ofModule(module, template))
                .map(block -> transport.withTls(baseUrl, tls(module, block)))
                .orElse(transport);
    }

    private TlsSettings tls(LoadedModule module, JsonNode block) {
        return switch (ModuleTls.read(module, block, plan.policies())) {
            case TlsFiles.Reading.Read(TlsSettings settings) -> settings;
            case TlsFiles.Reading.Faulty(TlsFiles.Fault fault) ->
                throw new ActionException(
                        ActionException.Kind.BAD_INPUT,
                        (fault.denial() == null ? IssueCode.INVALID_HTTP_CONFIG : IssueCode.POLICY_DENIED).name(),
                        "Module '" + module.name() + "': " + fault.message(),
                        null);
        };
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
