package dev.dispatch.comparison;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Places;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as {@code job diff} prints it. */
public final class ComparisonDocument {

    private static final int LARGEST_VALUE = 400;
    private static final int BEGINNING = 200;
    private static final List<String> CONTEXT = List.of("jobType", "casePath", "jobHash", "cliVersion", "inputs");

    private ComparisonDocument() {}

    /**
     * The document.
     *
     * @param withIgnored whether the differences that do not count are listed too, marked as such
     */
    public static ObjectNode of(
            RunComparison comparison, RunRecord run, RunRecord against, boolean withIgnored, Extent extent) {
        ObjectNode json = Json.object().put("same", comparison.same());
        json.set("run", head(run, comparison.calls()));
        json.set("against", head(against, comparison.callsAgainst()));
        json.set("context", context(run.meta(), against.meta()));
        json.put("differenceCount", comparison.differences().size() + comparison.further());
        json.set("ignored", ignored(comparison));
        List<RunDifference> listed = withIgnored ? comparison.all() : comparison.differences();
        List<RunDifference> shown = extent.first(listed);
        List<StepComparison> steps = extent.first(comparison.steps());
        int further = comparison.further() + (withIgnored ? comparison.furtherIgnored() : 0);
        json.set(
                "total",
                Json.object()
                        .put("differences", listed.size() + further)
                        .put("steps", comparison.steps().size()));
        json.set("shown", Json.object().put("differences", shown.size()).put("steps", steps.size()));
        json.set(
                "differences",
                Json.array()
                        .addAll(shown.stream()
                                .map(one -> difference(one, extent))
                                .toList()));
        json.set(
                "steps",
                Json.array().addAll(steps.stream().map(ComparisonDocument::step).toList()));
        return json;
    }

    private static ObjectNode head(RunRecord run, int calls) {
        JsonNode summary = run.summary();
        ObjectNode head = Json.object();
        head.put("runId", run.runId());
        head.put("runDir", run.runDir().toString());
        for (String member : List.of("jobType", "status", "startedAt", "durationMs")) {
            JsonNode value = summary.get(member);
            if (value != null) {
                head.set(member, value);
            }
        }
        return head.put("calls", calls);
    }

    /** What the runs began with; another beginning is no other outcome. */
    private static ObjectNode context(JsonNode run, JsonNode against) {
        ObjectNode context = Json.object();
        // A replay has the job of its record, in a form of its own.
        boolean replay = run.path("replayOf").equals(against.path("runId"));
        for (String member : CONTEXT) {
            if (replay && member.equals("jobHash")) {
                continue;
            }
            JsonNode now = run.get(member);
            JsonNode then = against.get(member);
            if (now != null && then != null && !Json.equal(now, then)) {
                context.set(member, Json.object().set("against", then).set("run", now));
            }
        }
        return context;
    }

    private static ObjectNode ignored(RunComparison comparison) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (RunDifference one : comparison.ignored()) {
            Volatility why = one.ignored();
            if (why != null) {
                reasons.merge(why.word(), 1, Integer::sum);
            }
        }
        ObjectNode counts = Json.object();
        reasons.forEach(counts::put);
        return Json.object()
                .put("count", comparison.ignored().size() + comparison.furtherIgnored())
                .set("reasons", counts);
    }

    private static ObjectNode difference(RunDifference one, Extent extent) {
        ObjectNode json = Json.object();
        if (!one.place().isEmpty()) {
            json.put("step", Places.named(one.place()));
        }
        json.put("member", one.member());
        if (!one.pointer().text().isEmpty()) {
            json.put("pointer", one.pointer().text());
        }
        json.put("kind", one.kind().word());
        set(json, "against", one.against(), extent);
        set(json, "run", one.run(), extent);
        if (one.note() != null) {
            json.put("note", one.note());
        }
        Volatility why = one.ignored();
        if (why != null) {
            json.put("ignored", why.word());
        }
        return json;
    }

    private static void set(ObjectNode json, String name, @Nullable JsonNode value, Extent extent) {
        if (value == null) {
            return;
        }
        String text = extent == Extent.WHOLE ? "" : Json.compact(value);
        json.set(
                name,
                text.length() <= LARGEST_VALUE
                        ? value
                        : Extent.cut(text.substring(0, BEGINNING), text.length(), "step-results.json"));
    }

    private static ObjectNode step(StepComparison step) {
        ObjectNode json = Json.object();
        json.put("step", step.place());
        json.put("action", step.action());
        json.put("same", step.same());
        json.put("differences", step.differences());
        json.put("ignored", step.ignored());
        side(json, "against", step.against(), step.againstMs());
        side(json, "run", step.run(), step.runMs());
        return json;
    }

    private static void side(ObjectNode json, String name, String status, long millis) {
        if (!status.isEmpty()) {
            ObjectNode side = json.putObject(name).put("status", status);
            if (millis >= 0) {
                side.put("durationMs", millis);
            }
        }
    }
}
