package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The slowest runs, and those that only passed after another attempt. Not safe for several threads. */
final class NotableRuns {

    static final int MOST = 100;

    /** Microseconds. */
    record Entry(int index, String runId, String status, long duration, long waiting, long calling, int attempts) {

        ObjectNode toJson() {
            ObjectNode json = Json.object().put("batchIndex", index).put("runId", runId);
            return json.put("status", status)
                    .put("durationMicros", duration)
                    .put("waitingMicros", waiting)
                    .put("callingMicros", calling)
                    .put("attempts", attempts);
        }

        static Entry of(JsonNode json) throws DamagedException {
            return new Entry(
                    Damage.number(json, "batchIndex"),
                    Damage.text(json, "runId"),
                    Damage.text(json, "status"),
                    Damage.count(json, "durationMicros"),
                    Damage.count(json, "waitingMicros"),
                    Damage.count(json, "callingMicros"),
                    Damage.number(json, "attempts"));
        }
    }

    private final List<Entry> slowest = new ArrayList<>();
    private final List<Entry> retried = new ArrayList<>();
    private long retriedCount;

    void add(BatchRun run) {
        long duration = Timings.micros(run.duration());
        boolean again = run.retried() && run.status() == RunStatus.SUCCESS;
        if (again) {
            retriedCount++;
        }
        boolean slow = slowest.size() < MOST || duration > slowest.getLast().duration();
        if (!slow && !(again && retried.size() < MOST)) {
            return;
        }
        Entry entry = new Entry(
                run.index(),
                run.runId(),
                BatchResults.word(run.status()),
                duration,
                Timings.micros(run.waiting()),
                Timings.micros(run.calling()),
                run.attempts());
        if (slow) {
            slow(entry);
        }
        if (again && retried.size() < MOST) {
            retried.add(entry);
        }
    }

    private void slow(Entry entry) {
        slowest.add(entry);
        slowest.sort(Comparator.comparingLong(Entry::duration).reversed());
        if (slowest.size() > MOST) {
            slowest.removeLast();
        }
    }

    void add(NotableRuns other) {
        other.slowest.forEach(this::slow);
        other.retried.stream().limit(MOST - retried.size()).forEach(retried::add);
        retriedCount += other.retriedCount;
    }

    List<Entry> slowest() {
        return List.copyOf(slowest);
    }

    List<Entry> retried() {
        return List.copyOf(retried);
    }

    long retriedCount() {
        return retriedCount;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("retriedCount", retriedCount);
        ArrayNode slow = json.putArray("slowest");
        slowest.forEach(entry -> slow.add(entry.toJson()));
        ArrayNode again = json.putArray("retried");
        retried.forEach(entry -> again.add(entry.toJson()));
        return json;
    }

    static NotableRuns of(JsonNode json) throws DamagedException {
        NotableRuns read = new NotableRuns();
        read.retriedCount = Damage.count(json, "retriedCount");
        for (JsonNode item : json.path("slowest")) {
            read.slow(Entry.of(item));
        }
        for (JsonNode item : json.path("retried")) {
            if (read.retried.size() < MOST) {
                read.retried.add(Entry.of(item));
            }
        }
        return read;
    }
}
