package dev.dispatch.batch;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What inspection shows of a batch: where its time went, what failed and why, and what is worth a look. */
final class BatchView {

    /** Runs in the list of the slowest, where nobody says how many. */
    static final int USUAL_TOP = 5;

    /** Of the other lists, unless all is asked for. */
    private static final int MOST_SHOWN = 20;

    private final BatchStats.Parts parts;
    private final BatchStats stats;
    private final BatchHead head;
    private final long durationMs;
    private final ObjectNode listed = Json.object();

    /** @param durationMs from the start of the batch to its end, or to the last that is known of it */
    BatchView(BatchHead head, BatchStats stats, long durationMs) {
        this.head = head;
        this.stats = stats;
        this.parts = stats.parts();
        this.durationMs = durationMs;
    }

    /** @param top how many of the slowest runs, and of those that needed another attempt */
    ObjectNode toJson(int top, Extent extent) {
        Load load = Load.of(head, stats.total(), parts, durationMs);
        ObjectNode json = Json.object().put("totalDurationMs", durationMs);
        json.set("runDuration", described(parts.durations()));
        json.set("callTotals", callTotals());
        json.putObject("overlap")
                .put("maxConcurrentCalls", parts.mostCalls())
                .put("maxConcurrentRuns", parts.mostRuns());
        json.set("runIdle", load.toJson());
        json.set("actionTimings", timings("actionTimings", "action", parts.actions(), extent));
        json.set("callTimings", timings("callTimings", "call", parts.calls(), extent));
        json.set("statusCounts", statusCounts());
        json.set("errors", list("errors", parts.errors().frequentFirst(), extent, ErrorGroups::json));
        json.set("retried", retried(top));
        json.set("aggregates", stats.aggregates());
        json.set("throughput", throughput(extent));
        ArrayNode slow = json.putArray("slowRuns");
        parts.notable().slowest().stream().limit(top).forEach(run -> slow.add(run(run).put("status", run.status())));
        json.set("hints", Json.texts(new BatchHints(head, stats, parts, load).all()));
        json.set("listed", listed);
        return json;
    }

    private static ObjectNode described(Timings timings) {
        ObjectNode json = Json.object();
        timings.describe(json);
        return json;
    }

    private ObjectNode callTotals() {
        long failed = 0;
        long timed = 0;
        for (Map.Entry<String, NamedTimings.Entry> call : parts.calls().longestFirst()) {
            failed += call.getValue().failed();
            timed += call.getValue().timings().count();
        }
        ObjectNode json = Json.object().put("calls", parts.callCount()).put("failed", failed);
        json.put("unanswered", parts.statuses().getOrDefault(0, 0L).longValue());
        json.put("totalMs", Math.round(parts.calling().total() / 1_000.0));
        json.put("attempts", parts.attempts());
        return timed == parts.callCount() ? json : json.put("timed", timed);
    }

    private ArrayNode timings(String name, String of, NamedTimings timings, Extent extent) {
        long all = 0;
        List<Map.Entry<String, NamedTimings.Entry>> sorted = timings.longestFirst();
        for (Map.Entry<String, NamedTimings.Entry> entry : sorted) {
            all += entry.getValue().timings().total();
        }
        double whole = Math.max(1, all);
        return list(name, sorted, extent, entry -> {
            NamedTimings.Entry value = entry.getValue();
            ObjectNode json = Json.object().put(of, entry.getKey());
            json.put("count", value.timings().count()).put("failed", value.failed());
            json.put("attempts", value.attempts());
            json.put("totalMs", Math.round(value.timings().total() / 1_000.0));
            json.put("share", Load.rounded(value.timings().total() / whole));
            value.timings().describe(json);
            return json;
        });
    }

    private ObjectNode statusCounts() {
        ObjectNode json = Json.object();
        parts.statuses().forEach((status, count) -> {
            if (status != 0) {
                json.put(Integer.toString(status), count.longValue());
            }
        });
        return json;
    }

    private ObjectNode retried(int top) {
        ObjectNode json = Json.object().put("count", parts.notable().retriedCount());
        ArrayNode runs = json.putArray("runs");
        parts.notable().retried().stream().limit(top).forEach(run -> runs.add(run(run)));
        return json;
    }

    private ObjectNode throughput(Extent extent) {
        double seconds = Math.max(1, durationMs) / 1_000.0;
        ObjectNode json = Json.object().put("perSecond", Math.round(stats.total() / seconds * 10) / 10.0);
        json.setAll(parts.throughput().describe(head.startedAt().toEpochMilli(), extent));
        return json;
    }

    private static ObjectNode run(NotableRuns.Entry run) {
        ObjectNode json = Json.object().put("batchIndex", run.index()).put("runId", run.runId());
        Timings.millis(json, "durationMs", run.duration());
        Timings.millis(json, "waitingMs", run.waiting());
        Timings.millis(json, "callingMs", run.calling());
        return json.put("attempts", run.attempts());
    }

    private <T> ArrayNode list(String name, List<T> items, Extent extent, Function<T, ObjectNode> form) {
        int shown = extent == Extent.WHOLE ? items.size() : Math.min(items.size(), MOST_SHOWN);
        listed.putObject(name).put("total", items.size()).put("shown", shown);
        ArrayNode list = Json.array();
        items.subList(0, shown).forEach(item -> list.add(form.apply(item)));
        return list;
    }
}
