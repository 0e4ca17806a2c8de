package dev.dispatch.engine;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A seed job that ran before the job that was asked for.
 *
 * @param job {@code module:job}
 * @param keys what it was run for, each as {@code namespace.key}
 */
public record FilledMemory(String job, List<String> keys, String runId, RunStatus status, Duration duration) {
    public FilledMemory {
        keys = List.copyOf(keys);
    }

    /** An element of {@code filled}. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("job", job);
        json.set("keys", Json.texts(keys));
        json.put("runId", runId);
        json.put("status", status.name());
        json.put("durationMs", duration.toMillis());
        return json;
    }
}
