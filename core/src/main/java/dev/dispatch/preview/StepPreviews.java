package dev.dispatch.preview;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Retry;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpAction;
import dev.dispatch.module.HttpActionCall;
import dev.dispatch.module.Layer;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.PayloadCheck;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Written;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.RunServices;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks the steps in their order as a run would and stops each right before it does something. */
final class StepPreviews {

    private final Plan plan;
    private final RunServices services;
    private final Secrets secrets;
    private final Unknowns unknowns;
    private final JobScope scope;
    private final Requests requests;
    private final Map<Integer, Node.Leaf> nodes = new HashMap<>();
    private final List<StepPreview> all = new ArrayList<>();

    /** @param secrets receives what is secret by the name under which it is sent */
    StepPreviews(Plan plan, RunServices services, Secrets secrets) {
        this.plan = plan;
        this.services = services;
        this.secrets = secrets;
        this.unknowns = new Unknowns(services.generator().uuid().replace("-", ""));
        this.scope = new JobScope(plan, services.generator(), unknowns);
        this.requests = new Requests(plan, scope, unknowns, services);
    }

    List<StepPreview> all() {
        plan.leaves().forEach(node -> nodes.put(node.number(), node));
        walk(plan.job().scenario().steps(), new Around(0, false, Count.ONCE));
        walk(plan.job().scenario().finalSteps(), new Around(0, true, Count.ONCE));
        return all;
    }

    /**
     * What is around a list of steps.
     *
     * @param executions how often the list is run
     */
    private record Around(int depth, boolean last, Count executions) {}

    private void walk(List<Step> steps, Around around) {
        for (Step step : steps) {
            unknowns.takeMet();
            Rounds rounds = Rounds.of(step, scope, unknowns);
            LoopNames names = rounds.names();
            if (names != null) {
                scope.enter(names);
            }
            step(step, around, rounds);
            if (names != null) {
                scope.leave();
            }
            scope.passed(step);
        }
    }

    private void step(Step step, Around around, Rounds rounds) {
        StepPreview.Entry entry = entry(step);
        Count entered = switch (entry) {
            case ALWAYS, HOLDS -> Count.ONCE;
            case UNKNOWN -> Count.ONCE.perhaps();
            case NEVER -> Count.NONE;
        };
        Retry retry = step.retry();
        Count attempts = retry == null ? Count.ONCE : Count.between(1, retry.maxAttempts());
        Count executions =
                around.executions().times(rounds.passes()).times(entered).times(attempts);
        StepPreview.Place place = new StepPreview.Place(around.depth(), around.last(), rounds.passes(), executions);
        all.add(preview(step, nodes.get(step.number()), place, entry, rounds.fault()));
        if (step.work() instanceof Work.Block block) {
            walk(block.steps(), new Around(around.depth() + 1, around.last(), executions));
        }
    }

    private StepPreview preview(
            Step step,
            Node.@Nullable Leaf node,
            StepPreview.Place place,
            StepPreview.Entry entry,
            @Nullable String fault) {
        if (fault != null) {
            StepPreview.Deed fails = new StepPreview.Deed.Fails(fault);
            return new StepPreview(step.number(), step, node, place, entry, fails, null, unknowns.takeMet());
        }
        if (step.work() instanceof Work.Block) {
            StepPreview.Deed holds = new StepPreview.Deed.Holds();
            return new StepPreview(step.number(), step, null, place, entry, holds, null, unknowns.takeMet());
        }
        if (node == null || place.executions().isNone()) {
            StepPreview.Deed nothing = new StepPreview.Deed.Nothing();
            return new StepPreview(step.number(), step, node, place, entry, nothing, null, List.of());
        }
        Settled settled = settled(node);
        return new StepPreview(
                step.number(), step, node, place, entry, settled.deed(), settled.poll(), unknowns.takeMet());
    }

    /** What follows from a payload. */
    private record Settled(StepPreview.Deed deed, @Nullable PollBounds poll) {}

    private Settled settled(Node.Leaf node) {
        TemplateTree template = switch (node) {
            case Node.Action action -> action.payload();
            case Node.Poll poll -> poll.settings();
            case Node.Call call -> call.payload();
        };
        return switch (template.evaluate(scope)) {
            case Evaluated.Failed(List<Issue> issues) -> new Settled(fails(issues), null);
            case Evaluated.LeftOut _ -> throw new IllegalStateException("a payload is an object");
            case Evaluated.Value(JsonNode value, var _) -> {
                ObjectNode payload = (ObjectNode) value;
                Pointer at = node.step().pointer().child("payload");
                yield switch (node) {
                    case Node.Action action -> new Settled(deed(action.callable(), payload, action.step(), at), null);
                    case Node.Poll poll -> poll(poll, payload, at);
                    // What its steps would do depends on inputs; that they may send is all that is certain.
                    case Node.Call _ -> new Settled(new StepPreview.Deed.Takes(unknowns.shown(payload), true), null);
                };
            }
        };
    }

    private Settled poll(Node.Poll poll, ObjectNode written, Pointer at) {
        ObjectNode whole = Json.object().setAll(written);
        whole.set("conditions", poll.step().payload().path("conditions"));
        return switch (complete(poll.poll(), whole, at)) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> new Settled(fails(issues), null);
            case PayloadCheck.Checked.Fits(ObjectNode settings) -> {
                PollBounds bounds = PollBounds.of(settings);
                yield settings.path("payload") instanceof ObjectNode payload
                        ? new Settled(deed(poll.target(), payload, poll.step(), at.child("payload")), bounds)
                        : new Settled(takes(poll.target(), settings.path("payload")), bounds);
            }
        };
    }

    private StepPreview.Deed deed(Node.Callable callable, ObjectNode payload, Step step, Pointer at) {
        return switch (complete(callable, payload, at)) {
            case PayloadCheck.Checked.Misfit(List<Issue> issues) -> fails(issues);
            case PayloadCheck.Checked.Fits(ObjectNode complete) -> {
                secrets.learn(unknowns.shown(complete));
                Optional<String> misplaced = Written.faultOf(plan.files().reader(), callable, step, complete);
                if (misplaced.isPresent()) {
                    yield new StepPreview.Deed.Fails(misplaced.get());
                }
                try {
                    yield deed(callable, complete, step);
                } catch (ActionException e) {
                    yield new StepPreview.Deed.Fails(String.valueOf(e.getMessage()));
                } catch (ProblemException e) {
                    yield new StepPreview.Deed.Fails(e.problem().message());
                }
            }
        };
    }

    private StepPreview.Deed deed(Node.Callable callable, ObjectNode input, Step step) {
        return switch (callable.provided().action().body()) {
            case ActionBody.Request(var action) -> {
                ObjectNode credential =
                        step.credential() == null ? null : plan.credentials().get(step.credential());
                HttpRequest request = new HttpActionCall(
                                action,
                                input,
                                credential,
                                plan.environment(),
                                services.generator(),
                                seen -> new ActionScope(
                                        seen,
                                        unknowns,
                                        plan.job().credentials().get(String.valueOf(step.credential())),
                                        step.pointer().child("action")))
                        .request();
                yield sends(callable, request, hasItsFields(action, input));
            }
            case ActionBody.Code code ->
                code.request() == null
                        ? takes(callable, input)
                        : sends(callable, code.request().apply(input), hasItsLists(input));
            case ActionBody.Flow _ -> takes(callable, input);
        };
    }

    /** Of an unknown value in the place of many, nothing is left in a request. */
    private boolean hasItsLists(ObjectNode input) {
        return List.of("query", "headers", "form", "multipart").stream()
                .noneMatch(name -> input.path(name).isString());
    }

    private boolean hasItsFields(HttpAction action, ObjectNode input) {
        return action.wholeFields().stream()
                .flatMap(tree -> tree.references().stream())
                .noneMatch(use -> unknowns.isIn(input.path(use.reference().name(0))));
    }

    private StepPreview.Deed sends(Node.Callable callable, HttpRequest wanted, boolean complete) {
        RequestPreview request = requests.preview(callable.provided().module(), callable.credential() != null, wanted);
        request.headers().forEach(header -> secrets.learnHeader(header.name(), header.value()));
        request.body().map(RequestPreview.Body::parts).ifPresent(secrets::learn);
        return new StepPreview.Deed.Sends(complete ? request : request.notKnown());
    }

    private StepPreview.Deed takes(Node.Callable callable, JsonNode input) {
        boolean calls = callable.provided().module().layer() != Layer.BUILTIN;
        return new StepPreview.Deed.Takes(unknowns.shown(input), calls);
    }

    /** Checked where all of it is known; else only its defaults are filled in, since preflight looked at the rest. */
    private PayloadCheck.Checked complete(Node.Callable callable, ObjectNode payload, Pointer at) {
        return unknowns.isIn(payload)
                ? new PayloadCheck.Checked.Fits((ObjectNode) callable.input().withDefaults(payload))
                : PayloadCheck.check(callable, payload, at);
    }

    private static StepPreview.Deed fails(List<Issue> issues) {
        return new StepPreview.Deed.Fails(
                issues.stream().map(Issue::message).distinct().collect(Collectors.joining("; ")));
    }

    private StepPreview.Entry entry(Step step) {
        Condition when = step.when();
        if (when == null) {
            return StepPreview.Entry.ALWAYS;
        }
        boolean settled = step.locals().isEmpty()
                && when.rules().allMatch(rule -> isOfInputs(rule.path().text()))
                && scope.whyOfAny(when.references()).isEmpty()
                && plan.job().inputs().values().stream()
                        .allMatch(input -> !input.required() || plan.inputs().has(input.name()));
        ObjectNode document = Json.object();
        document.set("input", plan.inputs());
        return settled && when.evaluate(document, scope) instanceof Evaluation.Decided decided
                ? decided.held() ? StepPreview.Entry.HOLDS : StepPreview.Entry.NEVER
                : StepPreview.Entry.UNKNOWN;
    }

    /** A path that leads nowhere but into the inputs. */
    private static boolean isOfInputs(String path) {
        boolean enters = path.startsWith("$.input.") || path.startsWith("$['input']");
        return enters && path.indexOf('$', 1) < 0;
    }
}
