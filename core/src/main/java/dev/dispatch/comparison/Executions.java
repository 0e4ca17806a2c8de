package dev.dispatch.comparison;

import dev.dispatch.json.Json;
import dev.dispatch.record.Resumes;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.StepStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that a run executed, by its place: the steps of the job in their order, then what ran within loops and called
 * jobs, as the journal tells it. Of the latter only the first answers are kept, up to a budget; the rest have none.
 */
final class Executions {

    private static final long MOST_KEPT = 64L * 1024 * 1024;

    private static final List<String> OF_THE_LINE =
            List.of("seq", "type", "at", "when", "payload", "generated", "items");
    private static final List<String> VALUES = List.of("response", "exports", "result", "captured", "diagnostics");

    private final Map<String, Execution> steps = new LinkedHashMap<>();
    private final NavigableMap<String, Execution> inside = new TreeMap<>();
    private final Map<String, String> modules = new HashMap<>();
    private final Resumes resumes = new Resumes();
    private long kept;

    private Executions() {}

    static Executions of(RunRecord run) {
        Executions all = new Executions();
        JsonNode served =
                run.moduleResolution().map(found -> found.path("steps")).orElseGet(Json::array);
        for (JsonNode step : served) {
            String version = step.path("version").asString("");
            all.modules.put(
                    step.path("stepId").asString(""), step.path("module").asString("") + "@" + version);
        }
        for (ObjectNode step : run.stepResults()) {
            Execution execution = all.execution(step);
            all.steps.put(execution.place(), execution);
        }
        run.journal(all::line);
        return all;
    }

    /** In the order of the job. */
    Map<String, Execution> steps() {
        return steps;
    }

    Map<String, Execution> inside() {
        return inside;
    }

    @Nullable
    Execution at(String place) {
        Execution step = steps.get(place);
        return step == null ? inside.get(place) : step;
    }

    /** The numbers of the requests that were sent before the run was resumed, and once more after it. */
    Set<Integer> superseded() {
        return resumes.superseded();
    }

    private void line(ObjectNode line) {
        for (String place : resumes.line(line)) {
            Resumes.inside(inside, place, '/').clear();
            Resumes.inside(inside, place, '[').clear();
        }
        String type = line.path("type").asString("");
        String place = Execution.place(line.path("path").asString(""));
        boolean entered = type.equals("enter");
        if ((!entered && !type.equals("exit")) || (place.indexOf('[') < 0 && place.indexOf('>') < 0)) {
            return;
        }
        line.remove(OF_THE_LINE);
        if (entered) {
            line.put("status", StepStatus.CANCELLED.name()).put("attempts", 0);
        } else {
            keep(line);
        }
        inside.put(place, execution(line));
    }

    private void keep(ObjectNode line) {
        if (kept < MOST_KEPT) {
            kept += Json.compact(line).length();
        } else if (VALUES.stream().anyMatch(line::has)) {
            line.remove(VALUES);
            line.put("omitted", "too many executions to keep the answers of all");
        }
    }

    private Execution execution(ObjectNode result) {
        String id = result.path("stepId").asString("");
        return new Execution(
                Execution.place(result.path("path").asString(id)), id, modules.getOrDefault(id, ""), result);
    }
}
