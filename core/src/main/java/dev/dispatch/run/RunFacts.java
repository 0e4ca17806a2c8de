package dev.dispatch.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What expressions of a run see under {@code run} of the run itself, besides when it started.
 *
 * @param runId a replay sees that of the run which it repeats
 * @param batch null for a run on its own
 */
public record RunFacts(String runId, @Nullable Batch batch) {

    /**
     * A run's place in its batch.
     *
     * @param index from 1
     * @param count how many runs the batch has; 0 where nobody knows before its end
     * @param workerId of the one that runs it, from 1
     */
    public record Batch(String batchId, int index, int count, int workerId) {

        /** As {@code run} and {@code meta.json} have it. */
        public void writeTo(ObjectNode json) {
            json.put("batchId", batchId);
            json.put("batchIndex", index);
            if (count > 0) {
                json.put("batchCount", count);
            }
            json.put("workerId", workerId);
        }
    }

    /** Of a run on its own. */
    public static RunFacts of(String runId) {
        return new RunFacts(runId, null);
    }
}
