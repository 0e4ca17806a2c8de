package dev.dispatch.batch;

import dev.dispatch.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much of the time there was something to do.
 *
 * @param workers the most runs that could have gone on at the same time
 * @param idle share of the workers' time in which they had no run
 * @param waiting share of the runs' time in which their steps only waited
 */
record Load(int workers, double idle, double waiting) {

    static Load of(BatchHead head, long total, BatchStats.Parts parts, long durationMs) {
        Integer count = head.count();
        int workers = Math.max(1, Math.min(head.concurrency(), count == null ? head.concurrency() : count));
        double used = parts.durations().total();
        boolean nothing = total == 0 || durationMs == 0;
        return new Load(
                workers,
                nothing ? 0 : share(1 - used / (durationMs * 1_000.0 * workers)),
                used == 0 ? 0 : share(parts.waiting().total() / used));
    }

    private static double share(double share) {
        return Math.clamp(share, 0, 1);
    }

    static double rounded(double share) {
        return Math.round(share * 1_000) / 1_000.0;
    }

    ObjectNode toJson() {
        return Json.object()
                .put("workers", workers)
                .put("idleShare", rounded(idle))
                .put("waitingShare", rounded(waiting));
    }
}
