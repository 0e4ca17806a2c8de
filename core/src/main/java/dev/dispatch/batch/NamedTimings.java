package dev.dispatch.batch;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Timings by name, of a bounded number of names; what comes later is {@code (other)}. Not safe for several threads. */
final class NamedTimings {

    static final String OTHER = "(other)";

    private static final int MOST = 200;
    private static final int LONGEST_NAME = 300;

    /** Of one name. */
    static final class Entry {
        private final Timings timings;
        private long failed;
        private long attempts;

        private Entry(Timings timings) {
            this.timings = timings;
        }

        Timings timings() {
            return timings;
        }

        long failed() {
            return failed;
        }

        long attempts() {
            return attempts;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void add(String name, long micros, boolean failed, int attempts) {
        Entry entry = entry(name);
        entry.timings.add(micros);
        entry.failed += failed ? 1 : 0;
        entry.attempts += attempts;
    }

    void add(NamedTimings others) {
        others.entries.forEach((name, other) -> {
            Entry entry = entry(name);
            entry.timings.add(other.timings);
            entry.failed += other.failed;
            entry.attempts += other.attempts;
        });
    }

    private Entry entry(String name) {
        Entry known = entries.get(name);
        if (known != null) {
            return known;
        }
        String kept = entries.size() < MOST && name.length() <= LONGEST_NAME ? name : OTHER;
        return entries.computeIfAbsent(kept, _ -> new Entry(new Timings()));
    }

    /** What took longest altogether first. */
    List<Map.Entry<String, Entry>> longestFirst() {
        List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
        sorted.sort(Comparator.comparingLong(entry -> -entry.getValue().timings.total()));
        return sorted;
    }

    ArrayNode toJson() {
        ArrayNode array = Json.array();
        entries.forEach((name, entry) -> {
            ObjectNode json = array.addObject().put("name", name);
            json.put("failed", entry.failed).put("attempts", entry.attempts);
            json.set("timings", entry.timings.toJson());
        });
        return array;
    }

    static NamedTimings of(JsonNode json) throws DamagedException {
        NamedTimings read = new NamedTimings();
        for (JsonNode item : json) {
            if (read.entries.size() > MOST) {
                throw new DamagedException("there are too many names");
            }
            Entry entry = read.entries.computeIfAbsent(Damage.text(item, "name"), _ -> new Entry(new Timings()));
            entry.timings.add(Timings.of(item.path("timings")));
            entry.failed += Damage.count(item, "failed");
            entry.attempts += Damage.count(item, "attempts");
        }
        return read;
    }
}
