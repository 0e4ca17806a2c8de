package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.state.ActionDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored action defaults that stand in the payloads of one job, under what its steps say themselves: objects merge
 * member by member, everything else of a step replaces, a null too. A poll gets its own under its settings and those of
 * the polled action under its {@code payload}.
 */
public final class AppliedDefaults {

    /** The action whose payload holds the payload of another. */
    static final String POLL = "flow.poll";

    private static final String PAYLOAD = "payload";

    private final Map<String, ObjectNode> stored;
    private final String file;
    private final TreeSet<String> actions = new TreeSet<>();
    private final Job job;

    private AppliedDefaults(Job written, Map<String, ObjectNode> stored, String file) {
        this.stored = stored;
        this.file = file;
        this.job = written.withScenario(written.scenario().withCalls(step -> step.withPayload(payload(step))));
    }

    /**
     * Lays what is stored under the payloads of a job.
     *
     * @throws dev.dispatch.problem.ProblemException where the file cannot be used
     */
    static AppliedDefaults to(Job written, ActionDefaults defaults) {
        return new AppliedDefaults(written, defaults.read(), defaults.path().toString());
    }

    /** The job with complete payloads; its source is still the text that was written. */
    Job job() {
        return job;
    }

    /** The keys of the actions that had something stored, sorted. */
    public List<String> actions() {
        return List.copyOf(actions);
    }

    /** The document of the job with complete payloads. */
    public JsonNode document() {
        JsonNode document = job.source().root().deepCopy();
        for (Step step : job.steps()) {
            if (document.at(step.pointer().text()) instanceof ObjectNode object
                    && !step.payload().equals(object.get(PAYLOAD))
                    && !step.payload().isEmpty()) {
                object.set(PAYLOAD, step.payload());
            }
        }
        return document;
    }

    /** The same finding; one about a value that comes from the file says so and names it. */
    public Issue named(Issue issue) {
        return origin(issue)
                .map(action -> issue.saying(issue.message() + "; it comes from the stored defaults of " + action)
                        .with("file", file))
                .orElse(issue);
    }

    /** @param other whether a finding is about another job, which has payloads of its own */
    PreflightResult named(PreflightResult result, Predicate<Issue> other) {
        return switch (result) {
            case PreflightResult.Ready(Plan plan, List<Issue> warnings) ->
                new PreflightResult.Ready(plan, each(warnings, other));
            case PreflightResult.Rejected rejected ->
                new PreflightResult.Rejected(
                        rejected.job(),
                        rejected.plan(),
                        each(rejected.jobIssues(), other),
                        each(rejected.inputIssues(), other),
                        each(rejected.dependencyIssues(), other),
                        each(rejected.credentialIssues(), other),
                        each(rejected.warnings(), other),
                        next(rejected, other),
                        rejected.fillIssues(),
                        rejected.fillable());
        };
    }

    private List<Issue> each(List<Issue> issues, Predicate<Issue> other) {
        return issues.stream()
                .map(issue -> other.test(issue) ? issue : named(issue))
                .toList();
    }

    private List<NextAction> next(PreflightResult.Rejected rejected, Predicate<Issue> other) {
        List<NextAction> next = new ArrayList<>(rejected.next());
        rejected.issues().stream()
                .filter(issue -> !other.test(issue))
                .map(this::origin)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(action -> next.add(NextAction.of(
                        "show the stored defaults of the action", "defaults", "show", "--action", action)));
        return next;
    }

    private ObjectNode payload(Step step) {
        if (!step.action().equals(POLL)) {
            return under(step.action(), step.payload());
        }
        ObjectNode settings = under(POLL, step.payload());
        String target = settings.path("action").asString("");
        JsonNode given = settings.path(PAYLOAD);
        if (!stored.containsKey(target) || !(given.isObject() || given.isMissingNode())) {
            return settings;
        }
        ObjectNode complete = settings.deepCopy();
        complete.set(PAYLOAD, under(target, given instanceof ObjectNode object ? object : Json.object()));
        return complete;
    }

    private ObjectNode under(String action, ObjectNode payload) {
        ObjectNode defaults = stored.get(action);
        if (defaults == null || defaults.isEmpty()) {
            return payload;
        }
        actions.add(action);
        return (ObjectNode) Json.merge(defaults, payload);
    }

    /** The action whose defaults hold the value that a finding is about; empty where the job itself has it. */
    private Optional<String> origin(Issue issue) {
        String at = issue.pointer().text();
        if (job.source().positions().containsKey(at)) {
            return Optional.empty();
        }
        return job.steps().stream().map(origin(at)).flatMap(Optional::stream).findFirst();
    }

    private Function<Step, Optional<String>> origin(String at) {
        return step -> {
            Pointer payload = step.pointer().child(PAYLOAD);
            if (!at.startsWith(payload.text() + "/")) {
                return Optional.empty();
            }
            String below = at.substring(payload.text().length());
            if (step.payload().at(below).isMissingNode()) {
                return Optional.empty();
            }
            boolean ofTarget = step.action().equals(POLL)
                    && stored.getOrDefault(POLL, Json.object()).at(below).isMissingNode();
            return Optional.of(ofTarget ? step.payload().path("action").asString("") : step.action());
        };
    }
}
