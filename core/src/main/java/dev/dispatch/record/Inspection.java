package dev.dispatch.record;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
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
     * @param step a step's id, or its number in the order of the document, from 1; empty for none
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
        json.set("summary", summary());
        if (step.isEmpty()) {
            run.moduleResolution().ifPresent(modules -> json.set("moduleResolution", serving(modules)));
        }
        if (!run.warnings().isEmpty()) {
            json.set("warnings", Issue.toJson(run.warnings()));
        }
        List<RecordedCall> failed = FailedCalls.of(calls);
        json.put("totalCalls", calls.size());
        json.put("failedCallCount", failed.size());
        if (!failed.isEmpty()) {
            json.set("lastFailure", failure(failed.getLast()));
        }
        if (step.isPresent()) {
            json.set("step", step(find(step.get())));
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

    private ObjectNode step(ObjectNode result) {
        String id = result.path("stepId").asString("");
        ObjectNode json = Json.object().put("id", id);
        for (String member : List.of("action", "status", "path", "attempts", "startedAt", "durationMs", "waitingMs")) {
            copy(result, member, json);
        }
        run.payload(id).ifPresent(payload -> json.set("payload", extent.value(payload, RecordFiles.JOURNAL)));
        for (String member : List.of("response", "exports", "result", "diagnostics")) {
            if (result.has(member)) {
                json.set(member, extent.value(result.get(member), RecordFiles.STEPS));
            }
        }
        for (String member : List.of("detail", "expectation", "error", "omitted")) {
            copy(result, member, json);
        }
        List<RecordedCall> own =
                calls.stream().filter(call -> call.stepId().equals(id)).toList();
        Listing.add(json, "calls", own, extent, call -> {
            ObjectNode head = head(call);
            bodies(head, call);
            if (result.has("response")) {
                call.response().ifPresent(body -> head.set("response", body.valueBeside(extent)));
            }
            return head;
        });
        return json;
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

    private ObjectNode find(String reference) {
        List<ObjectNode> steps = run.stepResults();
        List<String> ids =
                steps.stream().map(step -> step.path("stepId").asString("")).toList();
        int at = ids.indexOf(reference);
        if (at < 0) {
            at = number(reference) - 1;
        }
        if (at >= 0 && at < steps.size()) {
            return steps.get(at);
        }
        List<NextAction> next = new ArrayList<>();
        for (String near : NearNames.of(reference, ids)) {
            next.add(NextAction.of("inspect step " + near, "job", "inspect", "--run-id", run.runId(), "--step", near));
        }
        if (next.isEmpty()) {
            next.add(NextAction.of("look into the run", "job", "inspect", "--run-id", run.runId()));
        }
        throw Problem.of(
                        ProblemCode.NOT_FOUND,
                        "The run has no step '" + reference + "'; its steps are: " + String.join(", ", ids))
                .details(Json.object().set("steps", Json.texts(ids)))
                .next(next)
                .exception();
    }

    /** 0 for a text that is no number of a step. */
    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || number > 100_000) {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
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
