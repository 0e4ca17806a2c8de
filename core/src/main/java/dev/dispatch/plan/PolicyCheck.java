package dev.dispatch.plan;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.HttpUrls;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpAction;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds what policies forbid as far as it is known before a run; the transport looks again at each call. */
final class PolicyCheck {

    private static final Roots SETTLED = Roots.of("env", "input", "credential");

    private final Policies policies;
    private final HttpPlan http;
    private final Job job;
    private final StepPlaces places;
    private final JsonNode document;
    private final Scope known;
    private final List<String> secrets;
    private final IssueList issues;
    private final IssueList credentialIssues;

    /**
     * The check of one job.
     *
     * @param document the job with what users stored for its payloads
     * @param known what has a value before the first step
     * @param secrets values that no issue may repeat
     */
    PolicyCheck(Job job, JsonNode document, HttpPlan http, Scope known, List<String> secrets, Findings findings) {
        this.policies = http.policies();
        this.http = http;
        this.job = job;
        this.places = new StepPlaces(job.steps());
        this.document = document;
        this.known = known;
        this.secrets = secrets;
        this.issues = findings.job();
        this.credentialIssues = findings.credentials();
    }

    void check(List<Node.Leaf> nodes) {
        variables();
        proxies();
        nodes.forEach(this::node);
    }

    /** Those of the environment are looked at by the transport: most jobs do not use them. */
    private void proxies() {
        NetworkPlan network = http.network();
        if (network != null && network.written()) {
            Pointer block = Pointer.ROOT.child("http");
            Pointer at = document.path("http").has("proxy") ? block.child("proxy") : block;
            network.all()
                    .forEach(proxy -> policies.host(proxy.host(), proxy.port())
                            .ifPresent(denial -> issues.add(denial.issue(at))));
        }
    }

    private void variables() {
        for (ReferenceUse use : TextReferences.in(document, Pointer.ROOT, job.roots())) {
            denial(use).ifPresent(denial -> at(use.pointer()).add(denial.issue(use.pointer())));
        }
        job.credentials()
                .forEach((name, profile) -> profile.fromEnv().forEach((field, variable) -> {
                    Pointer at = Pointer.ROOT
                            .child("credentials")
                            .child(name)
                            .child("fromEnv")
                            .child(field);
                    policies.variable(variable).ifPresent(denial -> credentialIssues.add(denial.issue(at)));
                }));
    }

    private Optional<Denial> denial(ReferenceUse use) {
        return use.reference().root().equals("env")
                ? policies.variable(use.reference().name(0))
                : Optional.empty();
    }

    /** The list that names the step in which a place is. */
    private IssueList at(Pointer place) {
        List<Step> around = places.around(place);
        return around.isEmpty() ? issues : issues.inStep(around.getLast().id());
    }

    private void node(Node.Leaf node) {
        Node.Callable target = node.target();
        Pointer action = node.step().pointer().child("action");
        JsonNode payload = node.targetPayload();
        IssueList found = issues.inStep(node.step().id());
        EffectCheck.denial(policies, target, payload).ifPresent(denial -> found.add(denial.issue(action)));
        variablesOfModule(target, action, found);
        if (target.provided().action().body() instanceof ActionBody.Request(HttpAction request)) {
            policies.method(request.method()).ifPresent(denial -> found.add(denial.issue(action)));
            url(request.path().source(), node, action, found);
        } else if (target.takesUrl()) {
            Pointer at = node.targetPayloadPointer();
            (target.isGraphql() ? Optional.of("POST") : EffectCheck.method(payload))
                    .flatMap(policies::method)
                    .ifPresent(denial -> found.add(denial.issue(payload.has("method") ? at.child("method") : action)));
            String member = payload.has("url") ? "url" : "path";
            if (payload.path(member).isString()) {
                url(payload.get(member).stringValue(), node, at.child(member), found);
            }
        }
    }

    /** What the module itself reads of the environment, in its {@code http} and in the request of the action. */
    private void variablesOfModule(Node.Callable target, Pointer at, IssueList found) {
        List<ReferenceUse> uses = new ArrayList<>();
        TemplateTree ofModule = target.provided().module().http();
        if (ofModule != null) {
            uses.addAll(ofModule.references());
        }
        if (target.provided().action().body() instanceof ActionBody.Request(HttpAction request)) {
            uses.addAll(request.references());
        }
        uses.stream().flatMap(use -> denial(use).stream()).distinct().forEach(denial -> found.add(denial.issue(at)));
    }

    /** A URL as it is written: its own host, or that of the base URL that it is relative to. */
    private void url(String written, Node.Leaf node, Pointer at, IssueList found) {
        Optional<String> text = value(written, at, node.step().roots(JobRoots.PAYLOAD));
        Optional<HttpUrls.Host> own = text.flatMap(HttpUrls::host);
        if (own.isPresent()) {
            host(own.get()).ifPresent(denial -> found.add(denial.issue(at)));
        } else if (!text.orElse(written).contains("://") && (text.isPresent() || !written.startsWith("${"))) {
            base(node, found);
        }
    }

    private void base(Node.Leaf node, IssueList found) {
        LoadedModule module = node.target().provided().module();
        Pointer action = node.step().pointer().child("action");
        if (job.source().root().path("http").has("baseUrl") || http.baseUrl().isPresent()) {
            Pointer at = Pointer.ROOT.child("http").child("baseUrl");
            if (!issues.hasAt(at)) {
                http.baseUrl()
                        .flatMap(HttpUrls::host)
                        .flatMap(this::host)
                        .ifPresent(denial -> issues.add(denial.issue(at)));
            }
            return;
        }
        TemplateTree ofModule = module.http();
        Optional<String> base =
                ofModule != null && ofModule.source().path("baseUrl").isString()
                        ? value(ofModule.source().path("baseUrl").stringValue(), action, JobRoots.PAYLOAD)
                        : http.configured();
        base.flatMap(HttpUrls::host).flatMap(this::host).ifPresent(denial -> found.add(denial.issue(action)));
    }

    private Optional<Denial> host(HttpUrls.Host host) {
        Optional<Denial> denial = policies.host(host.name(), host.port());
        boolean secret = secrets.stream()
                .anyMatch(value -> !value.isEmpty() && host.name().contains(value));
        return secret
                ? denial.map(found -> new Denial(
                        found.rule(),
                        found.file(),
                        "The policy denies a host that cannot be shown, since it holds a secret",
                        found.expected(),
                        "[REDACTED]"))
                : denial;
    }

    /** What a text is before the first step; of one that is not known yet the part that names the host, if it does. */
    private Optional<String> value(String written, Pointer at, Roots roots) {
        if (!(Template.parse(written, at, roots) instanceof Parsed.Ok<Template>(Template template))) {
            return Optional.empty();
        }
        // What falls back on something else while a step has not run is not known, though it has a value here.
        boolean settled = template.references().stream()
                .allMatch(use -> SETTLED.names().contains(use.reference().root()));
        if (settled && template.evaluate(known) instanceof Evaluated.Value(JsonNode value, var _)) {
            return Optional.of(Json.show(value));
        }
        int expression = written.indexOf("${");
        int authority = written.indexOf("://") + 3;
        int end = authority < 3 ? -1 : written.indexOf('/', authority);
        return end >= 0 && end < expression ? Optional.of(written.substring(0, end)) : Optional.empty();
    }
}
