package dev.dispatch.plan;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.RunNames;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.module.ActionBody;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a node of a step. */
final class StepPlanner {

    private final ActionCheck actions;
    private final CredentialCheck credentials;
    private final Findings findings;
    private final Preflight preflight;
    private final Preflight.Request request;
    private final HttpPlan http;

    /**
     * Plans the steps of one job.
     *
     * @param preflight looks at the jobs that this one calls
     * @param http what these inherit
     */
    StepPlanner(
            ActionCheck actions,
            CredentialCheck credentials,
            Findings findings,
            Preflight preflight,
            Preflight.Request request,
            HttpPlan http) {
        this.actions = actions;
        this.credentials = credentials;
        this.findings = findings;
        this.preflight = preflight;
        this.request = request;
        this.http = http;
    }

    /** Empty where the step cannot be executed; the reasons are among the issues. */
    Optional<Node.Leaf> plan(Step step) {
        IssueList issues = findings.job().inStep(step.id());
        Optional<Node.Callable> callable =
                find(step, step.action(), step.pointer().child("action"), issues);
        if (callable.isEmpty()) {
            // Malformed expressions are worth telling even so.
            TemplateTree.compile(step.payload(), step.pointer().child("payload"), step.roots(JobRoots.PAYLOAD))
                    .orReport(issues::add);
            return Optional.empty();
        }
        return switch (callable.get().provided().action().body()) {
            case ActionBody.Flow(ActionBody.Flow.Kind kind)
            when kind == ActionBody.Flow.Kind.POLL -> poll(step, callable.get(), issues);
            case ActionBody.Flow(ActionBody.Flow.Kind kind)
            when kind == ActionBody.Flow.Kind.CALL -> call(step, callable.get(), issues);
            case ActionBody.Code _, ActionBody.Request _, ActionBody.Flow _ -> action(step, callable.get(), issues);
        };
    }

    private Optional<Node.Leaf> action(Step step, Node.Callable callable, IssueList issues) {
        Pointer at = step.pointer().child("payload");
        credentials.check(step, callable);
        if (!issues.hasAt(at)) {
            PayloadCheck.template(callable, step, step.payload(), at, IssueCode.MODULE_VALIDATION_ERROR, issues);
        }
        return TemplateTree.compile(step.payload(), at, step.roots(JobRoots.PAYLOAD))
                .orReport(issues::add)
                .map(payload -> new Node.Action(step, callable, payload));
    }

    private Optional<Node.Leaf> call(Step step, Node.Callable callable, IssueList issues) {
        Pointer at = step.pointer().child("payload");
        if (issues.hasAt(at)) {
            return Optional.empty();
        }
        credentials.check(step, callable);
        PayloadCheck.template(callable, step, step.payload(), at, IssueCode.INVALID_CALL, issues);
        Optional<TemplateTree> payload = TemplateTree.compile(step.payload(), at, step.roots(JobRoots.PAYLOAD))
                .orReport(issues::add);
        CalledJobs jobs = preflight.called(request);
        CalledFiles files = new CalledFiles(request.folder(), actions.registry(), jobs::isThere);
        CallPlanner planner = new CallPlanner(jobs, files, request, http, findings);
        Optional<CalledJob> called = planner.called(step);
        return payload.flatMap(tree -> called.map(job -> new Node.Call(step, callable, tree, job)));
    }

    private Optional<Node.Leaf> poll(Step step, Node.Callable poll, IssueList issues) {
        Pointer at = step.pointer().child("payload");
        if (issues.hasAt(at)) {
            return Optional.empty();
        }
        ObjectNode payload = step.payload();
        PayloadCheck.template(poll, step, payload, at, IssueCode.FLOW_POLL_VALIDATION_ERROR, issues);
        Optional<Node.Callable> target = target(step, payload, at, issues);
        target.ifPresent(found -> {
            credentials.check(step, found);
            JsonNode given = payload.path("payload").isObject() ? payload.get("payload") : Json.object();
            PayloadCheck.template(
                    found, step, given, at.child("payload"), IssueCode.FLOW_POLL_VALIDATION_ERROR, issues);
        });
        Optional<Condition> conditions = condition(step, "conditions", issues);
        Optional<Condition> failWhen = condition(step, "failWhen", issues);
        Map<String, JsonPath> store = store(payload, at, issues);
        Optional<TemplateTree> settings = TemplateTree.compile(
                        withoutConditions(payload), at, step.roots(JobRoots.PAYLOAD))
                .orReport(issues::add);
        if (target.isEmpty() || conditions.isEmpty() || settings.isEmpty()) {
            return Optional.empty();
        }
        if (!step.locals().isEmpty() && !store.isEmpty()) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CAPTURE,
                            at.child("store"),
                            "A step in a loop stores nothing under 'run': each pass would set the same name")
                    .expected("'result' in the step, and the loop's array ${step.<loop>.response} after it")
                    .actual("'store'"));
        }
        return Optional.of(new Node.Poll(
                step, poll, settings.get(), target.get(), conditions.get(), failWhen.orElse(null), store));
    }

    private Optional<Node.Callable> target(Step step, ObjectNode payload, Pointer at, IssueList issues) {
        if (!payload.path("action").isString()) {
            return Optional.empty();
        }
        Pointer place = at.child("action");
        String key = payload.get("action").stringValue();
        if (key.contains("${")) {
            issues.add(Issue.at(
                            IssueCode.FLOW_POLL_VALIDATION_ERROR,
                            place,
                            "The polled action must be known before the run; an expression cannot name it")
                    .expected("module.action")
                    .actual(key));
            return Optional.empty();
        }
        Optional<Node.Callable> target = find(step, key, place, issues);
        if (target.isPresent() && isNode(target.get())) {
            String what = key.equals(step.action()) ? "A poll cannot poll itself" : "A poll cannot call a job";
            issues.add(Issue.at(IssueCode.FLOW_POLL_VALIDATION_ERROR, place, what)
                    .expected("an action of a module that makes a call, such as http.request")
                    .actual(key));
            return Optional.empty();
        }
        return target;
    }

    private Optional<Node.Callable> find(Step step, String key, Pointer at, IssueList issues) {
        return actions.find(key, at, issues, findings.dependencies().inStep(step.id()));
    }

    private static Optional<Condition> condition(Step step, String name, IssueList issues) {
        Pointer at = step.pointer().child("payload");
        JsonNode node = step.payload().get(name);
        if (node == null || !(node.isObject() || node.isArray())) {
            return Optional.empty();
        }
        return Condition.parse(node, at.child(name), step.roots(JobRoots.ANSWER))
                .orReport(issues::add);
    }

    private static Map<String, JsonPath> store(ObjectNode payload, Pointer at, IssueList issues) {
        Map<String, JsonPath> store = new LinkedHashMap<>();
        payload.path("store").properties().forEach(member -> {
            String name = member.getKey();
            Pointer place = at.child("store").child(name);
            RunNames.check(IssueCode.FLOW_POLL_VALIDATION_ERROR, name, place, issues);
            if (member.getValue().isString()) {
                path(member.getValue().stringValue(), place, issues).ifPresent(path -> store.put(name, path));
            }
        });
        return store;
    }

    private static Optional<JsonPath> path(String text, Pointer at, IssueList issues) {
        try {
            return Optional.of(JsonPath.parse(text));
        } catch (JsonPathSyntaxException e) {
            issues.add(Issue.at(IssueCode.INVALID_JSONPATH, at, "not a JSONPath (RFC 9535): " + e.getMessage())
                    .expected("an RFC 9535 path such as $.id")
                    .actual(text)
                    .suggestInstead(e.suggestion().map(List::of).orElseGet(List::of)));
            return Optional.empty();
        }
    }

    /** What of a payload is evaluated before the call; the conditions of a poll come after it. */
    static ObjectNode withoutConditions(ObjectNode payload) {
        ObjectNode settings = Json.object();
        payload.properties().stream()
                .filter(member -> !member.getKey().equals("conditions")
                        && !member.getKey().equals("failWhen")
                        && !member.getKey().equals("store"))
                .forEach(member -> settings.set(member.getKey(), member.getValue()));
        return settings;
    }

    /** Whether it is more than one call of an action. */
    private static boolean isNode(Node.Callable callable) {
        return callable.provided().action().body() instanceof ActionBody.Flow(ActionBody.Flow.Kind kind)
                && (kind == ActionBody.Flow.Kind.POLL || kind == ActionBody.Flow.Kind.CALL);
    }
}
