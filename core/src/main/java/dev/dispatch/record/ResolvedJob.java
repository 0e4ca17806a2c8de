package dev.dispatch.record;

import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.run.Places;
import dev.dispatch.run.RunEvent;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The job with the payload of each executed step as its action was given it; of a poll the last one.
 *
 * <p>What is in a loop stays as it was written: with the payload of one pass it would do the same in every one.
 */
final class ResolvedJob {

    private final Map<String, JsonNode> payloads = new HashMap<>();

    void attempt(RunEvent.AttemptStarted attempt) {
        attempt(attempt.stepId(), attempt.path(), attempt.payload());
    }

    void attempt(String stepId, String path, JsonNode payload) {
        if (!Places.inLoop(path)) {
            payloads.put(stepId, payload);
        }
    }

    /**
     * The document.
     *
     * @param job redacted already; is changed
     * @param baseUrl redacted already; empty where calls named whole URLs
     */
    JsonNode document(JsonNode job, Plan plan, String baseUrl) {
        if (job.path("http") instanceof ObjectNode http && http.has("baseUrl") && !baseUrl.isEmpty()) {
            http.put("baseUrl", baseUrl);
        }
        for (Node.Leaf node : plan.leaves()) {
            JsonNode payload = payloads.get(node.step().id());
            JsonNode step = job.at(node.step().pointer().text());
            if (payload != null && step instanceof ObjectNode object) {
                switch (node) {
                    case Node.Action _, Node.Call _ -> object.set("payload", payload);
                    case Node.Poll _ -> ((ObjectNode) object.get("payload")).set("payload", payload);
                }
            }
        }
        return job;
    }
}
