package dev.dispatch.plan;

import dev.dispatch.expression.Generator;
import dev.dispatch.expression.Scope;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.http.RequestFiles;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobParser;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.IssueList;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a job, its inputs and what is there into a plan, or into everything that is wrong. */
public final class Preflight {

    /** How strict a check is about what only a run needs. */
    public enum Purpose {
        /** Missing variables of credentials are warnings. */
        VALIDATE,
        RUN,
        /** What is outside of the job was there once: nothing of it is asked for. */
        REPLAY
    }

    /**
     * What the check looks at.
     *
     * @param baseUrl wins over the job's own; null for none
     * @param fileName of the job, for suggestions; null where it has no file
     * @param folder where relative names of files start
     * @param caller of a job that another one calls, whose inputs are not known yet; else null
     */
    public record Request(
            JobKind kind,
            JsonSource source,
            GivenInputs inputs,
            Purpose purpose,
            @Nullable String baseUrl,
            @Nullable String fileName,
            Path folder,
            @Nullable Caller caller) {

        public Request(
                JobKind kind,
                JsonSource source,
                GivenInputs inputs,
                Purpose purpose,
                @Nullable String baseUrl,
                @Nullable String fileName,
                Path folder) {
            this(kind, source, inputs, purpose, baseUrl, fileName, folder, null);
        }

        /** For a job without a file. */
        public Request(
                JobKind kind,
                JsonSource source,
                GivenInputs inputs,
                Purpose purpose,
                @Nullable String baseUrl,
                Path folder) {
            this(kind, source, inputs, purpose, baseUrl, null, folder);
        }

        private Request about(JsonSource other) {
            return new Request(kind, other, inputs, purpose, baseUrl, fileName, folder, caller);
        }

        /** Whether the rules for case jobs count: its own, or those of a job that leads to it. */
        boolean ofCase() {
            return kind == JobKind.CASE || (caller != null && caller.ofCase());
        }

        private JobKind rules() {
            return ofCase() ? JobKind.CASE : kind;
        }
    }

    /**
     * What a job takes over from the one that calls it.
     *
     * @param ofCase whether a case job leads to it
     */
    record Caller(HttpPlan http, boolean ofCase) {}

    private final Situation situation;
    private final Map<Path, JsonSource> recorded;
    private @Nullable CalledJobs called;

    public Preflight(Situation situation) {
        this(situation, Map.of());
    }

    /** @param recorded files of called jobs as they were, whatever they are now */
    public Preflight(Situation situation, Map<Path, JsonSource> recorded) {
        this.situation = situation;
        this.recorded = recorded;
    }

    /** The text of a called job where it is not to be read from its file. */
    Optional<JsonSource> recorded(Path file) {
        return Optional.ofNullable(recorded.get(file));
    }

    /** Looks at everything at once; executes and sends nothing. */
    public PreflightResult check(Request request) {
        called = null;
        return switch (look(request)) {
            case PreflightResult.Ready ready -> ready;
            case PreflightResult.Rejected rejected ->
                new PatchTrial(request.source(), rejected, mended -> look(request.about(mended))).tried();
        };
    }

    /** The jobs that are called while this one is checked; the same for all of them. */
    CalledJobs called(Request request) {
        CalledJobs jobs = called;
        if (jobs == null) {
            String name = request.fileName();
            jobs = new CalledJobs(this, name == null ? null : request.folder().resolve(name));
            called = jobs;
        }
        return jobs;
    }

    Generator generator() {
        return situation.generator();
    }

    PreflightResult look(Request request) {
        Findings findings = new Findings(request.source());
        Job written = JobParser.parse(request.kind(), request.source(), findings.job());
        AppliedDefaults defaults =
                situation.defaults() == null ? null : AppliedDefaults.to(written, situation.defaults());
        PreflightResult result = check(request, defaults == null ? written : defaults.job(), defaults, findings);
        return defaults == null ? result : defaults.named(result, findings::isOfCalled);
    }

    private PreflightResult check(Request request, Job job, @Nullable AppliedDefaults defaults, Findings findings) {
        Caller caller = request.caller();
        ObjectNode inputs = caller == null
                ? InputResolution.resolve(job.inputs(), request.inputs(), findings.inputs())
                : Json.object();
        Policies policies = situation.policies();
        Map<String, String> environment = policies.readable(situation.environment());
        Map<String, ObjectNode> credentials = CredentialResolution.resolve(
                job.credentials(), environment, policies, strict(request, findings.credentials(), findings));
        ObjectNode variables = Json.object();
        environment.forEach(variables::put);
        List<String> secrets = SecretValues.of(
                job,
                defaults == null ? job.source().root() : defaults.document(),
                inputs,
                credentials,
                situation.environment());
        situation.config().ifPresent(config -> secrets.addAll(config.secrets()));
        Scope known = known(variables, inputs, credentials);
        HttpResolution resolution = new HttpResolution(job, known, secrets, outside(request, findings.job(), findings));
        HttpPlan http = caller == null
                ? resolution.resolve(request.baseUrl(), situation, request.folder())
                : resolution.resolve(caller.http(), request.folder());
        ModuleRegistry registry =
                situation.registry().fitting(job.dependencies().modules());
        StepsCheck.Planned planned = nodes(job, request, http, known, inputs, credentials, registry, findings);
        List<Node.Leaf> nodes = planned.leaves();
        if (!policies.isEmpty()) {
            JsonNode document = defaults == null ? job.source().root() : defaults.document();
            new PolicyCheck(job, document, http, known, secrets, findings).check(nodes);
        }
        FilePlan files = files(
                nodes, new RequestFiles(request.folder(), policies), known, outside(request, findings.job(), findings));
        DependencyCheck dependencies = new DependencyCheck(registry, situation.memory(), findings);
        dependencies.modules(job.dependencies());
        if (request.purpose() != Purpose.REPLAY) {
            dependencies.memory(job.dependencies());
        }
        if (!job.dependencies().http().isEmpty() && request.purpose() != Purpose.REPLAY) {
            JsonNode effective =
                    EffectiveHttp.of(request.source().root().path("http"), baseUrl(request, http), http, nodes);
            new HttpNeedCheck(effective, findings.dependencies())
                    .check(job.dependencies().http());
        }
        addSecretsOfCalls(nodes, secrets);
        ActionLookup actions = new ActionLookup(registry, request.rules());
        Plan plan = new Plan(
                job,
                inputs,
                variables,
                credentials,
                http,
                planned.steps(),
                planned.finalSteps(),
                secrets,
                defaults,
                files,
                situation.runtime(),
                actions);
        return findings.isClean()
                ? new PreflightResult.Ready(plan, findings.warnings().issues())
                : findings.rejected(job, plan, dependencies.next(), dependencies.fillable());
    }

    /** That of the caller or of a flag; it wins where the job writes none. */
    private static @Nullable String baseUrl(Request request, HttpPlan http) {
        return request.caller() == null ? request.baseUrl() : http.baseUrl().orElse(null);
    }

    /** Those of the called jobs, and the values written out for their secret inputs. */
    private static void addSecretsOfCalls(List<Node.Leaf> nodes, List<String> secrets) {
        for (Node.Leaf node : nodes) {
            if (node instanceof Node.Call call) {
                // Jobs that fan out would multiply them.
                for (String secret : call.secrets()) {
                    if (!secrets.contains(secret)) {
                        secrets.add(secret);
                    }
                }
            }
        }
    }

    private static FilePlan files(List<Node.Leaf> nodes, RequestFiles files, Scope known, IssueList issues) {
        List<Node.Leaf> naming = nodes.stream().filter(Node.Leaf::mayNameFiles).toList();
        if (naming.isEmpty()) {
            return new FilePlan(files, List.of());
        }
        FileCheck check = new FileCheck(files, known, issues);
        naming.forEach(check::check);
        return new FilePlan(files, check.names());
    }

    private Scope known(ObjectNode variables, ObjectNode inputs, Map<String, ObjectNode> credentials) {
        ObjectNode profiles = Json.object();
        credentials.forEach(profiles::set);
        return new TreeScope(Map.of("env", variables, "input", inputs, "credential", profiles), situation.generator());
    }

    private StepsCheck.Planned nodes(
            Job job,
            Request request,
            HttpPlan http,
            Scope known,
            ObjectNode inputs,
            Map<String, ObjectNode> credentials,
            ModuleRegistry registry,
            Findings findings) {
        StepPlanner planner = new StepPlanner(
                new ActionCheck(registry, request.rules(), request.fileName(), request.rules() != job.kind()),
                new CredentialCheck(
                        job.credentials(),
                        findings.credentials(),
                        credentials,
                        strict(request, findings.credentials(), findings)),
                findings,
                this,
                request,
                http);
        GivenValueCheck values =
                new GivenValueCheck(job, request.caller() == null ? inputs : null, known, situation.policies());
        JsonNode written = request.source().root().path("http");
        values.check(TextReferences.in(written, Pointer.ROOT.child("http"), JobRoots.PAYLOAD), findings.job());
        ReferenceCheck references =
                new ReferenceCheck(job, situation.runtime().propertyNames(), findings.job(), findings.warnings());
        StepsCheck steps =
                new StepsCheck(job, planner, references, values, findings, strict(request, findings.job(), findings));
        StepsCheck.Planned nodes = steps.planned();
        boolean baseUrl = request.baseUrl() != null
                || written.has("baseUrl")
                || http.baseUrl().isPresent();
        BaseUrlCheck baseUrls = new BaseUrlCheck(baseUrl, http, known, findings.job());
        baseUrls.check(nodes.leaves());
        if (written.has("auth") || nodes.leaves().stream().anyMatch(Node.Leaf::mayHaveAuth)) {
            new AuthCheck(known, http.policies(), findings.job()).check(nodes.leaves(), written.path("auth"));
        }
        if (job.steps().stream().anyMatch(step -> step.retry() != null)) {
            new RetryCheck(written, http.defaults(), findings.warnings()).check(nodes.all());
        }
        if (findings.job().isEmpty()) {
            baseUrls.checkHeaders(written, findings.warnings());
            baseUrls.checkTls(written, findings.warnings());
            UnusedCheck.check(job, steps.used(), findings.warnings());
        }
        return nodes;
    }

    private static IssueList strict(Request request, IssueList issues, Findings findings) {
        return switch (request.purpose()) {
            case VALIDATE, REPLAY -> findings.warnings();
            case RUN -> issues;
        };
    }

    /** Where findings go about what a replay gets from its record. */
    private static IssueList outside(Request request, IssueList issues, Findings findings) {
        return request.purpose() == Purpose.REPLAY ? findings.warnings() : issues;
    }
}
