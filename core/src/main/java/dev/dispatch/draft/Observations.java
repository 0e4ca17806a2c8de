package dev.dispatch.draft;

import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What the journal says of the steps of a job that ended well: each pass of a loop is an observation of its own. */
final class Observations {

    private static final int MOST_OF_A_STEP = 50;
    private static final long MOST_KEPT = 64L * 1024 * 1024;

    private final Map<String, JsonNode> payloads = new HashMap<>();
    private final Map<String, Map<String, Observation>> steps = new HashMap<>();
    private long kept;

    private Observations() {}

    static Observations of(RunRecord run) {
        Observations all = new Observations();
        run.journal(all::line);
        return all;
    }

    /** In the order of their ends; none for a step that never ended well. */
    List<Observation> of(String stepId) {
        return new ArrayList<>(steps.getOrDefault(stepId, Map.of()).values());
    }

    private void line(ObjectNode line) {
        String path = line.path("path").asString("");
        if (path.indexOf('>') >= 0) {
            return;
        }
        String place = Places.of(path);
        String type = line.path("type").asString("");
        if (type.equals("enter")) {
            if (kept < MOST_KEPT) {
                payloads.put(place, line.path("payload"));
            }
        } else if (type.equals("exit") && !line.has("passes")) {
            exited(line, place);
        }
    }

    private void exited(ObjectNode line, String place) {
        Map<String, Observation> step =
                steps.computeIfAbsent(line.path("stepId").asString(""), _ -> new LinkedHashMap<>());
        step.remove(place);
        JsonNode payload = payloads.remove(place);
        boolean good = StepStatus.SUCCEEDED.name().equals(line.path("status").asString(""));
        JsonNode response = line.get("response");
        if (good && response != null && step.size() < MOST_OF_A_STEP && kept < MOST_KEPT) {
            kept += Json.compact(response).length();
            step.put(place, new Observation(payload == null ? MissingNode.getInstance() : payload, response));
        }
    }
}
