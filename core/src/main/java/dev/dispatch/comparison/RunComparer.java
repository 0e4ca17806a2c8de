package dev.dispatch.comparison;

import dev.dispatch.comparison.RunDifference.Kind;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks over everything that two runs executed. */
final class RunComparer {

    private static final int MOST_NAMED = 20;

    private final RunRecord run;
    private final RunRecord against;
    private final ComparisonRules rules;
    private final VolatileValues volatiles;
    private final Executions inRun;
    private final Executions inAgainst;
    private final CallGroups calls;
    private final CallGroups callsAgainst;
    private final Differences found = new Differences();

    RunComparer(RunRecord run, RunRecord against, ComparisonRules rules) {
        this.run = run;
        this.against = against;
        this.rules = rules;
        this.volatiles = new VolatileValues(run.runId(), against.runId());
        this.inRun = Executions.of(run);
        this.inAgainst = Executions.of(against);
        this.calls = CallGroups.of(run, inRun.superseded(), rules.countTries());
        this.callsAgainst = CallGroups.of(against, inAgainst.superseded(), rules.countTries());
    }

    RunComparison compare() {
        checkRules();
        JsonNode summary = run.summary();
        JsonNode other = against.summary();
        value("", "", "status", summary.path("status"), other.path("status"));
        value(
                "",
                "",
                "failedStep",
                summary.path("failedStep").get("id"),
                other.path("failedStep").get("id"));
        value("", "", "error", placeless(summary.get("error")), placeless(other.get("error")));
        value("", "", "outputs", summary.get("outputs"), other.get("outputs"));
        Set<String> places = new LinkedHashSet<>(inAgainst.steps().keySet());
        places.addAll(inRun.steps().keySet());
        places.forEach(place ->
                execution(place, inRun.steps().get(place), inAgainst.steps().get(place)));
        moved();
        Set<String> inside = new TreeSet<>(PlaceOrder.NATURAL);
        inside.addAll(inAgainst.inside().keySet());
        inside.addAll(inRun.inside().keySet());
        inside.forEach(place ->
                execution(place, inRun.inside().get(place), inAgainst.inside().get(place)));
        Set<String> called = new LinkedHashSet<>(callsAgainst.places());
        called.addAll(calls.places());
        called.forEach(this::calls);
        List<RunDifference> all =
                Carried.ignored(found.kept(), one -> calls.creates(one.place()) && callsAgainst.creates(one.place()));
        places.addAll(inside);
        return new RunComparison(
                steps(places, all), all, calls.total(), callsAgainst.total(), found.unkept(), found.unkeptIgnored());
    }

    private void execution(String place, @Nullable Execution now, @Nullable Execution then) {
        if (now == null || then == null) {
            boolean added = now != null;
            Execution there = added ? now : then;
            JsonNode status = there == null ? null : there.member("status");
            add(place, "step", added ? Kind.ADDED : Kind.REMOVED, added ? status : null, added ? null : status, null);
            return;
        }
        String id = then.stepId();
        for (String member : List.of("status", "action")) {
            value(place, id, member, now.member(member), then.member(member));
        }
        value(place, id, "module", Json.text(now.module()), Json.text(then.module()));
        if (!now.ran() || !then.ran()) {
            return;
        }
        attempts(place, now, then);
        value(place, id, "passes", now.member("passes"), then.member("passes"));
        value(place, id, "error", placeless(now.member("error")), placeless(then.member("error")));
        if (tellsValues(place)) {
            answer(place, now, then);
            for (String member : List.of("exports", "result", "captured")) {
                value(place, id, member, now.member(member), then.member(member));
            }
        }
    }

    /** What the passes of a loop gave is told by the loop itself. */
    private static boolean tellsValues(String place) {
        return place.indexOf('[', place.lastIndexOf('>') + 1) < 0;
    }

    private void attempts(String place, Execution now, Execution then) {
        JsonNode inNow = now.member("attempts");
        JsonNode inThen = then.member("attempts");
        boolean tries = now.isPoll() && then.isPoll() && !rules.countTries();
        if (inNow != null && inThen != null && !Json.equal(inNow, inThen)) {
            add(place, "attempts", Kind.CHANGED, inNow, inThen, tries ? Volatility.TRIES : null);
        }
    }

    private void answer(String place, Execution now, Execution then) {
        boolean tries = now.isPoll() && then.isPoll() && !rules.countTries();
        ValueComparison.compare(
                place,
                "response",
                volatiles,
                covering(place, then.stepId(), "response"),
                now.member("response"),
                then.member("response"),
                one -> found.add(
                        tries && one.ignored() == null && one.pointer().text().equals("/attempts")
                                ? one.ignoredFor(Volatility.TRIES)
                                : one));
    }

    /** Those of a step that only one run executed say nothing that its status does not. */
    private void calls(String place) {
        Execution here = inRun.at(place);
        Execution there = inAgainst.at(place);
        if ((here != null && !here.ran()) || (there != null && !there.ran()) || (here == null) != (there == null)) {
            return;
        }
        ArrayNode now = calls.groups().getOrDefault(place, Json.array());
        ArrayNode then = callsAgainst.groups().getOrDefault(place, Json.array());
        String id = calls.stepId(place).isEmpty() ? callsAgainst.stepId(place) : calls.stepId(place);
        value(place, id, "calls", now, then);
        superseded(place, calls.superseded(place), callsAgainst.superseded(place));
    }

    /** What one run sent before it was resumed, and then once more, is told and does not count. */
    private void superseded(String place, ArrayNode now, ArrayNode then) {
        if (now.equals(then)) {
            return;
        }
        if (!now.isEmpty()) {
            add(place, "calls", Kind.ADDED, now, null, Volatility.RESUMED);
        }
        if (!then.isEmpty()) {
            add(place, "calls", Kind.REMOVED, null, then, Volatility.RESUMED);
        }
    }

    /** Where in its file a job is wrong is no part of how a run went: the same job may be written in other lines. */
    private static @Nullable JsonNode placeless(@Nullable JsonNode error) {
        if (error == null || !error.path("issues").isArray()) {
            return error;
        }
        JsonNode copy = error.deepCopy();
        for (JsonNode issue : copy.get("issues")) {
            if (issue instanceof ObjectNode object) {
                object.remove(List.of("line", "column"));
            }
        }
        return copy;
    }

    private void value(String place, String id, String member, @Nullable JsonNode now, @Nullable JsonNode then) {
        ValueComparison.compare(
                place,
                member,
                volatiles,
                covering(place, id, member),
                now == null || now.isMissingNode() ? null : now,
                then == null || then.isMissingNode() ? null : then,
                found::add);
    }

    private List<IgnoreRule> covering(String place, String id, String member) {
        return rules.ignored().stream()
                .filter(rule -> rule.covers(place, id, member))
                .toList();
    }

    /** Steps of both runs that stand elsewhere among each other. */
    private void moved() {
        List<String> now = new ArrayList<>(inRun.steps().keySet());
        List<String> then = new ArrayList<>(inAgainst.steps().keySet());
        now.retainAll(inAgainst.steps().keySet());
        then.retainAll(inRun.steps().keySet());
        if (now.equals(then)) {
            return;
        }
        Set<String> kept = new LinkedHashSet<>();
        for (ArrayAlignment.Pair pair : ArrayAlignment.of(Json.texts(now), Json.texts(then))) {
            if (pair.run() >= 0 && pair.against() >= 0 && now.get(pair.run()).equals(then.get(pair.against()))) {
                kept.add(now.get(pair.run()));
            }
        }
        for (int i = 0; i < then.size(); i++) {
            String place = then.get(i);
            if (!kept.contains(place)) {
                add(place, "position", Kind.MOVED, Json.number(now.indexOf(place) + 1L), Json.number(i + 1L), null);
            }
        }
    }

    private void add(
            String place,
            String member,
            Kind kind,
            @Nullable JsonNode now,
            @Nullable JsonNode then,
            @Nullable Volatility why) {
        found.add(new RunDifference(place, member, Pointer.ROOT, kind, then, now, null, why));
    }

    private List<StepComparison> steps(Set<String> places, List<RunDifference> all) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (RunDifference one : all) {
            counts.computeIfAbsent(one.place(), _ -> new int[2])[one.ignored() == null ? 0 : 1]++;
        }
        List<StepComparison> steps = new ArrayList<>();
        for (String place : places) {
            Execution now = inRun.at(place);
            Execution then = inAgainst.at(place);
            Execution known = now == null ? then : now;
            int[] count = counts.getOrDefault(place, new int[2]);
            boolean step = inRun.steps().containsKey(place) || inAgainst.steps().containsKey(place);
            if (known != null && (step || count[0] > 0)) {
                steps.add(new StepComparison(
                        Places.named(place),
                        known.word("action"),
                        then == null ? "" : then.word("status"),
                        now == null ? "" : now.word("status"),
                        then == null ? -1 : then.durationMs(),
                        now == null ? -1 : now.durationMs(),
                        count[0],
                        count[1]));
            }
        }
        return steps;
    }

    private void checkRules() {
        Set<String> known = new LinkedHashSet<>();
        for (Executions executions : List.of(inRun, inAgainst)) {
            executions.steps().values().forEach(step -> known.add(step.stepId()));
            executions.inside().forEach((place, step) -> {
                known.add(step.stepId());
                known.add(place);
            });
        }
        for (IgnoreRule rule : rules.ignored()) {
            if (rule.step().isPresent() && !known.contains(rule.scope())) {
                List<String> near = NearNames.of(rule.scope(), known);
                throw Problem.of(
                                ProblemCode.USAGE_ERROR,
                                "The rule '" + rule.text() + "' is about a step '" + rule.scope()
                                        + "', which neither run has; "
                                        + (near.isEmpty()
                                                ? "their steps are: "
                                                        + String.join(
                                                                ", ",
                                                                known.stream()
                                                                        .limit(MOST_NAMED)
                                                                        .toList())
                                                : "did you mean '" + near.getFirst() + "'?"))
                        .exception();
            }
        }
    }
}
