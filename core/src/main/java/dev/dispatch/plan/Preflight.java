package dev.dispatch.plan;

import dev.dispatch.expression.Generator;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Job;
import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobParser;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.ArrayList;
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
        RUN
    }

    /**
     * What the check looks at.
     *
     * @param baseUrl wins over the job's own; null for none
     */
    public record Request(
            JobKind kind,
            JsonSource source,
            GivenInputs inputs,
            Purpose purpose,
            @Nullable String baseUrl) {}

    private final ModuleRegistry registry;
    private final MemoryStore memory;
    private final Map<String, String> environment;
    private final Generator generator;

    public Preflight(
            ModuleRegistry registry, MemoryStore memory, Map<String, String> environment, Generator generator) {
        this.registry = registry;
        this.memory = memory;
        this.environment = environment;
        this.generator = generator;
    }

    /** Looks at everything at once; executes and sends nothing. */
    public PreflightResult check(Request request) {
        Findings findings = new Findings(request.source());
        Job job = JobParser.parse(request.kind(), request.source(), findings.job());
        ObjectNode inputs = InputResolution.resolve(job.inputs(), request.inputs(), findings.inputs());
        Map<String, ObjectNode> credentials = CredentialResolution.resolve(
                job.credentials(), environment, strict(request, findings.credentials(), findings));
        ObjectNode variables = Json.object();
        environment.forEach(variables::put);
        HttpPlan http =
                new HttpResolution(variables, inputs, generator, findings.job()).resolve(job.http(), request.baseUrl());
        List<Node> nodes = nodes(job, request, findings);
        DependencyCheck dependencies = new DependencyCheck(registry, memory, findings.dependencies());
        dependencies.check(job.dependencies(), effective(job, http));
        if (!findings.all().isEmpty()) {
            return new PreflightResult.Rejected(
                    Optional.of(job),
                    findings.job().issues(),
                    findings.inputs().issues(),
                    findings.dependencies().issues(),
                    findings.credentials().issues(),
                    findings.warnings().issues(),
                    dependencies.next());
        }
        Plan plan = new Plan(
                job,
                inputs,
                variables,
                credentials,
                http,
                nodes,
                SecretValues.of(job, inputs, credentials, environment));
        return new PreflightResult.Ready(plan, findings.warnings().issues());
    }

    private List<Node> nodes(Job job, Request request, Findings findings) {
        ActionCheck actions = new ActionCheck(registry, job.kind());
        StepPlanner planner = new StepPlanner(
                actions, new CredentialCheck(job.credentials(), findings.credentials()), findings.job());
        ReferenceCheck references = new ReferenceCheck(job, findings.job(), findings.warnings());
        CaptureCheck captures = new CaptureCheck(findings.job(), findings.warnings());
        if (job.http() != null) {
            references.check(job.http().references(), null);
        }
        List<Node> nodes = new ArrayList<>();
        for (Step step : job.steps()) {
            Node node = planner.plan(nodes.size() + 1, step).orElse(null);
            List<ReferenceUse> uses = references(step, node);
            references.check(uses, step.id());
            variables(uses, step, strict(request, findings.job(), findings));
            if (node != null) {
                nodes.add(node);
                captures.check(step, outcome(node));
            }
            references.finished(step, node);
        }
        for (TemplateTree output : job.outputs().values()) {
            references.check(output.references(), null);
        }
        if (job.verification() != null) {
            references.check(job.verification().references(), null);
        }
        if (findings.job().isEmpty()) {
            UnusedCheck.check(job, references.used(), findings.warnings());
        }
        return nodes;
    }

    /** The action whose response and exports the step has in the end. */
    private static ActionDefinition outcome(Node node) {
        if (node instanceof Node.Poll poll) {
            return poll.poll().provided().action();
        }
        return ((Node.Action) node).callable().provided().action();
    }

    private static List<ReferenceUse> references(Step step, @Nullable Node node) {
        List<ReferenceUse> uses = new ArrayList<>();
        if (step.when() != null) {
            uses.addAll(step.when().references());
        }
        if (node instanceof Node.Action action) {
            uses.addAll(action.payload().references());
        }
        if (node instanceof Node.Poll poll) {
            uses.addAll(poll.settings().references());
            uses.addAll(poll.conditions().references());
            if (poll.failWhen() != null) {
                uses.addAll(poll.failWhen().references());
            }
        }
        if (step.expect() != null) {
            uses.addAll(step.expect().references());
        }
        if (step.result() != null) {
            uses.addAll(step.result().references());
        }
        return uses;
    }

    /** A step that runs for certain needs its variables; one with a condition may never ask for them. */
    private void variables(List<ReferenceUse> uses, Step step, IssueList issues) {
        for (ReferenceUse use : uses) {
            String text = use.reference().text();
            if (!use.reference().root().equals("env") || use.guarded() || step.when() != null) {
                continue;
            }
            String name = text.substring("env.".length());
            if (!environment.containsKey(name)) {
                issues.inStep(step.id())
                        .add(Issue.at(
                                        IssueCode.MISSING_ENV,
                                        use.pointer(),
                                        "Missing environment variable '" + name + "'")
                                .expected("a value in the environment variable " + name)
                                .actual("not set")
                                .suggest(List.of("export " + name + "=<value>", "${" + text + ":-<default>}")));
            }
        }
    }

    private static IssueList strict(Request request, IssueList issues, Findings findings) {
        return switch (request.purpose()) {
            case VALIDATE -> findings.warnings();
            case RUN -> issues;
        };
    }

    private static JsonNode effective(Job job, HttpPlan http) {
        ObjectNode effective = job.http() == null
                ? Json.object()
                : (ObjectNode) job.http().source().deepCopy();
        effective.remove("baseUrl");
        http.baseUrl().ifPresent(url -> effective.put("baseUrl", url));
        return effective;
    }
}
