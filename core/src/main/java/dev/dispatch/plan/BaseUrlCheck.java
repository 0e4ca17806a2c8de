package dev.dispatch.plan;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.http.TlsFiles;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds calls that would have no base URL, and what is wrong with the {@code http} blocks of the modules used. */
final class BaseUrlCheck {

    private final boolean ofJob;
    private final boolean configured;
    private final Policies policies;
    private final Scope scope;
    private final IssueList issues;
    private final Map<String, Boolean> modules = new HashMap<>();

    /**
     * One check of a job.
     *
     * @param ofJob whether the job or its caller gives a base URL, right or wrong
     * @param http knows whether the configuration gives one, and the policies
     * @param scope knows {@code env}
     */
    BaseUrlCheck(boolean ofJob, HttpPlan http, Scope scope, IssueList issues) {
        this.ofJob = ofJob;
        this.configured = http.configured().isPresent();
        this.policies = http.policies();
        this.scope = scope;
        this.issues = issues;
    }

    /** Looks at all steps; one missing base URL is one issue, at the first step that needs it. */
    void check(List<Node.Leaf> nodes) {
        Node.Leaf first = null;
        int others = 0;
        for (Node.Leaf node : nodes) {
            boolean served = module(node, node.target().provided().module()) || ofJob || configured;
            if (served || !needsBaseUrl(node)) {
                continue;
            }
            others += first == null ? 0 : 1;
            first = first == null ? node : first;
        }
        if (first != null) {
            issues.inStep(first.step().id()).add(missing(first, others));
        }
    }

    /** Headers and auth of the job go only to the base URL's origin, so without any base URL they go nowhere. */
    void checkHeaders(JsonNode http, IssueList warnings) {
        boolean any = ofJob || configured || modules.containsValue(true);
        if (!any && http.path("auth").isObject()) {
            warnings.add(Issue.at(
                            IssueCode.INVALID_HTTP_CONFIG,
                            Pointer.ROOT.child("http").child("auth"),
                            "Without a base URL no request is authenticated: 'http.auth' counts only for its origin")
                    .expected("'baseUrl' beside 'auth', or 'auth' in the requests themselves")
                    .actual("no base URL"));
        }
        if (!any && !http.path("defaultHeaders").isEmpty()) {
            warnings.add(Issue.at(
                            IssueCode.INVALID_HTTP_CONFIG,
                            Pointer.ROOT.child("http").child("defaultHeaders"),
                            "Without a base URL no request gets the default headers: they go only to its origin")
                    .expected("'baseUrl' beside 'defaultHeaders'")
                    .actual("no base URL"));
        }
    }

    /** Certificates too are for the base URL's origin alone; whoever does not check the server's is told so. */
    void checkTls(JsonNode http, IssueList warnings) {
        JsonNode tls = http.path("tls");
        Pointer at = Pointer.ROOT.child("http").child("tls");
        if (tls.isObject() && !ofJob && !configured && !modules.containsValue(true)) {
            warnings.add(Issue.at(
                            IssueCode.INVALID_HTTP_CONFIG,
                            at,
                            "Without a base URL no request uses 'tls': it counts only for its origin")
                    .expected("'baseUrl' beside 'tls'")
                    .actual("no base URL"));
        }
        if (tls.path("insecure").asBoolean(false)) {
            warnings.add(Issue.at(
                            IssueCode.INVALID_HTTP_CONFIG,
                            at.child("insecure"),
                            "The server's certificate is not checked: anybody on the way can read and change the calls")
                    .expected("'ca' with the certificate that signed the server's")
                    .actual("true"));
        }
    }

    /** True where the module gives a base URL, right or wrong; what is wrong is reported once for each module. */
    private boolean module(Node.Leaf node, LoadedModule module) {
        Boolean known = modules.get(module.source());
        if (known == null) {
            TemplateTree http = module.http();
            known = http != null && http.source().path("baseUrl").isString();
            modules.put(module.source(), known);
            if (http != null) {
                moduleHttp(node, module, http);
            }
        }
        return known;
    }

    private void moduleHttp(Node.Leaf node, LoadedModule module, TemplateTree http) {
        boolean complete = true;
        for (ReferenceUse use : http.references()) {
            boolean needed = use.reference().root().equals("env")
                    && (!ofJob || !use.pointer().dotted().equals("http.baseUrl"));
            String name = use.reference().name(0);
            if (needed && !use.guarded() && scope.resolve(use.reference()) instanceof Lookup.Absent) {
                complete = false;
                if (policies.variable(name).isEmpty()) {
                    issues.inStep(node.step().id()).add(() -> missingVariable(node, module, use, name));
                }
            }
        }
        if (complete && http.source().path("tls").isObject()) {
            tls(node, module, http.source().get("tls"));
        }
        JsonNode written = http.source().path("baseUrl");
        if (complete && !ofJob && written.isString()) {
            TemplateTree.compile(written, Pointer.ROOT, JobRoots.PAYLOAD)
                    .orReport(_ -> {})
                    .ifPresent(url -> {
                        if (url.evaluate(scope) instanceof Evaluated.Value(JsonNode value, var _)) {
                            HttpUrls.problemOf(Json.show(value))
                                    .ifPresent(fault ->
                                            issues.inStep(node.step().id()).add(invalid(node, module, fault)));
                        }
                    });
        }
    }

    private void tls(Node.Leaf node, LoadedModule module, JsonNode written) {
        Optional<JsonNode> block = TemplateTree.compile(written, Pointer.ROOT, JobRoots.PAYLOAD)
                .orReport(_ -> {})
                .flatMap(tree -> tree.evaluate(scope) instanceof Evaluated.Value(JsonNode value, var _)
                        ? Optional.of(value)
                        : Optional.empty());
        if (block.isPresent()
                && ModuleTls.read(module, block.get(), policies)
                        instanceof TlsFiles.Reading.Faulty(TlsFiles.Fault fault)) {
            Pointer at = node.step().pointer().child("action");
            String message = "Module '" + module.name() + "', http.tls." + fault.member() + ": " + fault.message();
            issues.inStep(node.step().id())
                    .add(
                            fault.denial() == null
                                    ? Issue.at(IssueCode.INVALID_HTTP_CONFIG, at, message)
                                            .expected(TlsFiles.expected(fault.member()))
                                    : fault.denial().issue(at));
        }
    }

    private static Issue missingVariable(Node.Leaf node, LoadedModule module, ReferenceUse use, String name) {
        return Issue.at(
                        IssueCode.MISSING_ENV,
                        node.step().pointer().child("action"),
                        "Missing environment variable '" + name + "', which module '" + module.name() + "' needs in "
                                + use.pointer().dotted())
                .expected("a value in the environment variable " + name)
                .actual("not set")
                .suggest("export " + name + "=<value>");
    }

    private static Issue invalid(Node.Leaf node, LoadedModule module, String fault) {
        return Issue.at(
                        IssueCode.INVALID_HTTP_CONFIG,
                        node.step().pointer().child("action"),
                        "Invalid base URL of module '" + module.name() + "': " + fault)
                .expected("an absolute http or https URL in the module, or 'http.baseUrl' in the job")
                .actual("a URL that cannot be used");
    }

    private static Issue missing(Node.Leaf node, int others) {
        String more = others == 0 ? "" : " (and " + others + " more)";
        return Issue.at(
                        IssueCode.INVALID_HTTP_CONFIG,
                        place(node),
                        "Step '" + node.step().id() + "'" + more
                                + " calls a relative path, and neither the job nor the module has a base URL")
                .expected("'http': {'baseUrl': ...} in the job, or an absolute URL in the step")
                .actual("no base URL");
    }

    private static Pointer place(Node.Leaf node) {
        return node.target().takesUrl()
                ? node.targetPayloadPointer().child(node.targetPayload().has("url") ? "url" : "path")
                : node.step().pointer().child("action");
    }

    private static boolean needsBaseUrl(Node.Leaf node) {
        if (node.target().provided().action().body() instanceof ActionBody.Request(var request)) {
            return isRelative(request.path().source());
        }
        JsonNode given = node.targetPayload();
        JsonNode url = given.has("url") ? given.path("url") : given.path("path");
        return node.target().takesUrl() && url.isString() && isRelative(url.stringValue());
    }

    /** False where an expression at the beginning may give a whole URL. */
    private static boolean isRelative(String url) {
        int scheme = url.indexOf("://");
        return !url.startsWith("${") && (scheme < 0 || url.substring(0, scheme).indexOf('/') >= 0);
    }
}
