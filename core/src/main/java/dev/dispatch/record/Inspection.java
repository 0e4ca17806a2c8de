package dev.dispatch.record;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.Places;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code job inspect} shows of a record: the run, its last failed call, and one step on demand. */
public final class Inspection {

    private static final List<String> OF_A_CALL = List.of(
            "idx",
            "path",
            "stepId",
            "name",
            "method",
            "url",
            "requestFile",
            "responseFile",
            "requestOmitted",
            "responseOmitted",
            "httpCode",
            "expected",
            "durationMs",
            "error");

    private final RunRecord run;
    private final boolean showCurl;
    private final Extent extent;
    private final List<RecordedCall> calls;

    private Inspection(RunRecord run, boolean showCurl, Extent extent) {
        this.run = run;
        this.showCurl = showCurl;
        this.extent = extent;
        this.calls = run.calls();
    }

    /** The same, briefly. */
    public static ObjectNode document(RunRecord run, Optional<String> step, boolean showCurl) {
        return document(run, step, showCurl, Extent.BRIEF);
    }

    /**
     * The document.
     *
     * @param step a step's id, its number in the order of the document, from 1, or an execution in a loop; empty for none
     * @param showCurl whether calls show the curl command, without a step those of the whole run
     * @throws ProblemException NOT_FOUND for a step that the run does not have
     */
    public static ObjectNode document(RunRecord run, Optional<String> step, boolean showCurl, Extent extent) {
        return new Inspection(run, showCurl, extent).document(step);
    }

    private ObjectNode document(Optional<String> step) {
        ObjectNode json = Json.object();
        json.put("runId", run.runId());
        json.put("runDir", run.runDir().toString());
        if (run.inProgress()) {
            json.put("inProgress", true);
        }
        json.set("summary", summary());
        if (step.isEmpty()) {
            run.moduleResolution().ifPresent(modules -> json.set("moduleResolution", serving(modules)));
        }
        if (!run.warnings().isEmpty()) {
            json.set("warnings", Issue.toJson(run.warnings()));
        }
        List<RecordedCall> failed = FailedCalls.of(run, calls);
        json.put("totalCalls", calls.size());
        json.put("failedCallCount", failed.size());
        if (!failed.isEmpty()) {
            json.set("lastFailure", failure(failed.getLast()));
        }
        if (step.isPresent()) {
            json.set("step", step(new StepReference(run).find(step.get())));
        } else if (showCurl) {
            Listing.add(json, "calls", calls, extent, this::head);
        }
        return json;
    }

    private ObjectNode summary() {
        ObjectNode summary = run.summary();
        List<JsonNode> steps = summary.path("steps").valueStream().toList();
        summary.remove("steps");
        Listing.add(summary, "steps", steps, extent, step -> step);
        summary.set("outputs", extent.members(summary.path("outputs"), RecordFiles.SUMMARY));
        return summary;
    }

    /** The same with those of the loaded modules that serve a step. */
    private static ObjectNode serving(ObjectNode modules) {
        ArrayNode shown = Json.array();
        for (JsonNode module : modules.path("loadedModules")) {
            for (JsonNode step : modules.path("steps")) {
                if (step.path("module").equals(module.path("name"))
                        && step.path("layer").equals(module.path("layer"))) {
                    shown.add(module);
                    break;
                }
            }
        }
        return modules.set("loadedModules", shown);
    }

    private ObjectNode failure(RecordedCall call) {
        ObjectNode line = call.line();
        ObjectNode json = pick(
                line,
                List.of(
                        "idx",
                        "stepId",
                        "name",
                        "method",
                        "url",
                        "httpCode",
                        "error",
                        "requestFile",
                        "responseFile",
                        "requestOmitted",
                        "responseOmitted",
                        "curl"));
        bodies(json, call);
        provider(call.stepId()).ifPresent(provider -> json.set("actionProvider", provider));
        return json;
    }

    private ObjectNode step(StepReference.Found found) {
        ObjectNode result = found.result();
        StepHistory history = found.history();
        ObjectNode json = Json.object().put("id", result.path("stepId").asString(""));
        if (isPass(found)) {
            json.put("pass", Places.named(found.place()));
        }
        copyAll(result, List.of("action", "status", "path", "attempts", "startedAt", "durationMs", "waitingMs"), json);
        copy(result, "passes", json);
        if (result.has("passes")) {
            StepHistory.firstFailed(run, found.place()).ifPresent(first -> json.set("firstFailedPass", first));
        }
        if (history != null) {
            history.items().ifPresent(items -> json.set("items", extent.value(items, RecordFiles.JOURNAL)));
            history.payload().ifPresent(payload -> json.set("payload", extent.value(payload, RecordFiles.JOURNAL)));
        }
        for (String member : List.of("response", "exports", "result", "diagnostics")) {
            if (result.has(member)) {
                json.set(
                        member,
                        extent.value(result.get(member), isPass(found) ? RecordFiles.JOURNAL : RecordFiles.STEPS));
            }
        }
        copyAll(result, List.of("detail", "expectation", "error", "omitted"), json);
        if (history != null) {
            add(json, "attemptLog", history.attempts());
            add(json, "steps", result.has("passes") ? List.of() : history.inside());
        }
        addCalls(json, found);
        return json;
    }

    private static boolean isPass(StepReference.Found found) {
        return found.history() != null && Places.inLoop(found.place());
    }

    private void add(ObjectNode json, String name, List<ObjectNode> items) {
        if (!items.isEmpty()) {
            json.putArray(name).addAll(extent.first(items));
        }
    }

    /** Those of the step and of the steps in it; of several executions without bodies. */
    private void addCalls(ObjectNode json, StepReference.Found found) {
        boolean many = found.result().has("passes");
        List<RecordedCall> own =
                calls.stream().filter(call -> isOf(found, call)).toList();
        Listing.add(json, "calls", own, extent, call -> {
            ObjectNode head = head(call);
            if (!many) {
                bodies(head, call);
            }
            if (!many && found.result().has("response")) {
                call.response().ifPresent(body -> head.set("response", body.valueBeside(extent)));
            }
            return head;
        });
    }

    private static boolean isOf(StepReference.Found found, RecordedCall call) {
        String at = Places.of(call.path());
        String place = found.place();
        boolean loop = found.result().has("passes");
        if (loop && Places.inLoop(place)) {
            at = Places.ofAny(at);
        }
        if (!Places.inLoop(call.path())
                && call.stepId().equals(found.result().path("stepId").asString(""))) {
            return true;
        }
        return at.equals(place) || at.startsWith(place + "/") || (loop && at.startsWith(place + "["));
    }

    private static void copyAll(ObjectNode from, List<String> members, ObjectNode to) {
        members.forEach(member -> copy(from, member, to));
    }

    private ObjectNode head(RecordedCall call) {
        ObjectNode line = call.line();
        ObjectNode json = pick(line, OF_A_CALL);
        if (showCurl) {
            copy(line, "curl", json);
        }
        return json;
    }

    private void bodies(ObjectNode json, RecordedCall call) {
        call.request().ifPresent(body -> json.set("request", body.value(extent)));
        call.response().ifPresent(body -> json.set("response", body.value(extent)));
    }

    private Optional<ObjectNode> provider(String stepId) {
        JsonNode steps =
                run.moduleResolution().map(modules -> modules.path("steps")).orElseGet(Json::array);
        for (JsonNode step : steps) {
            if (step instanceof ObjectNode object
                    && step.path("stepId").asString("").equals(stepId)) {
                return Optional.of(pick(object, List.of("module", "version", "layer", "sourcePath", "hash")));
            }
        }
        return Optional.empty();
    }

    private static ObjectNode pick(ObjectNode from, List<String> members) {
        ObjectNode picked = Json.object();
        members.forEach(member -> copy(from, member, picked));
        return picked;
    }

    private static void copy(ObjectNode from, String member, ObjectNode to) {
        JsonNode value = from.get(member);
        if (value != null) {
            to.set(member, value);
        }
    }
}
