package dev.dispatch.run;

import dev.dispatch.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** How often a step in a loop was executed, by how that ended. */
public record Passes(int succeeded, int failed, int skipped, int cancelled, int notRun) {

    public static final Passes NONE = new Passes(0, 0, 0, 0, 0);

    Passes and(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> new Passes(succeeded + 1, failed, skipped, cancelled, notRun);
            case FAILED -> new Passes(succeeded, failed + 1, skipped, cancelled, notRun);
            case SKIPPED -> new Passes(succeeded, failed, skipped + 1, cancelled, notRun);
            case CANCELLED -> new Passes(succeeded, failed, skipped, cancelled + 1, notRun);
            case NOT_RUN -> new Passes(succeeded, failed, skipped, cancelled, notRun + 1);
        };
    }

    public int total() {
        return succeeded + failed + skipped + cancelled + notRun;
    }

    /** The form in documents: the total, then each end that occurred. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("total", total());
        put(json, "succeeded", succeeded);
        put(json, "failed", failed);
        put(json, "skipped", skipped);
        put(json, "cancelled", cancelled);
        put(json, "notRun", notRun);
        return json;
    }

    private static void put(ObjectNode json, String name, int count) {
        if (count > 0) {
            json.put(name, count);
        }
    }
}
