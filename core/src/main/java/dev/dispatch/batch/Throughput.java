package dev.dispatch.batch;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many runs ended when: spans of equal width, at most 300, whose width doubles when the batch becomes longer. Not safe
 * for several threads.
 */
final class Throughput {

    private static final int MOST = 300;
    /** Enough to see how it went. */
    private static final int FEW = 60;

    private static final long NARROWEST_MS = 100;
    private static final long WIDEST_MS = NARROWEST_MS << 40;
    /** Of the clock, in ms: the years from 1970 to 9999. */
    static final long LATEST = 253_402_300_799_999L;

    private long width = NARROWEST_MS;
    /** Number of the first span, counted from 1970. */
    private long first = -1;

    private int used;
    private long[] completed = new long[MOST];
    private long[] failed = new long[MOST];

    void add(long endedAtMs, long count, long failures) {
        long at = Math.clamp(endedAtMs, 0, LATEST);
        if (used == 0) {
            first = at / width;
            used = 1;
        }
        while (Math.max(first + used, at / width + 1) - Math.min(first, at / width) > MOST) {
            widen();
        }
        long span = at / width;
        if (span < first) {
            shift((int) (first - span));
        }
        int place = (int) (span - first);
        used = Math.max(used, place + 1);
        completed[place] += count;
        failed[place] += failures;
    }

    void add(Throughput other) {
        while (width < other.width) {
            widen();
        }
        for (int i = 0; i < other.used; i++) {
            if (other.completed[i] > 0) {
                add((other.first + i) * other.width, other.completed[i], other.failed[i]);
            }
        }
    }

    private void widen() {
        long[] fewer = new long[MOST];
        long[] fewerFailed = new long[MOST];
        long newFirst = first / 2;
        for (int i = 0; i < used; i++) {
            int place = (int) ((first + i) / 2 - newFirst);
            fewer[place] += completed[i];
            fewerFailed[place] += failed[i];
        }
        used = used == 0 ? 0 : (int) ((first + used - 1) / 2 - newFirst) + 1;
        first = newFirst;
        width *= 2;
        completed = fewer;
        failed = fewerFailed;
    }

    private void shift(int by) {
        System.arraycopy(completed, 0, completed, by, used);
        System.arraycopy(failed, 0, failed, by, used);
        for (int i = 0; i < by; i++) {
            completed[i] = 0;
            failed[i] = 0;
        }
        first -= by;
        used += by;
    }

    /**
     * The spans in order, as lists of numbers.
     *
     * @param startMs of the batch
     * @param extent brief for fewer, wider spans
     */
    ObjectNode describe(long startMs, Extent extent) {
        if (extent == Extent.BRIEF && used > FEW) {
            Throughput wider = new Throughput();
            wider.add(this);
            while (wider.used > FEW) {
                wider.widen();
            }
            return wider.describe(startMs, Extent.WHOLE);
        }
        ObjectNode json = Json.object();
        json.put("fromMs", used == 0 ? 0 : Math.max(0, first * width - startMs)).put("spanMs", width);
        ArrayNode runs = json.putArray("runs");
        ArrayNode failures = json.putArray("failed");
        for (int i = 0; i < used; i++) {
            runs.add(completed[i]);
            failures.add(failed[i]);
        }
        return json;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("widthMs", width).put("first", Math.max(0, first));
        ArrayNode counts = json.putArray("completed");
        ArrayNode failures = json.putArray("failed");
        for (int i = 0; i < used; i++) {
            counts.add(completed[i]);
            failures.add(failed[i]);
        }
        return json;
    }

    static Throughput of(JsonNode json) throws DamagedException {
        Throughput read = new Throughput();
        long width = Damage.count(json, "widthMs");
        long first = Damage.count(json, "first");
        JsonNode counts = json.path("completed");
        JsonNode failures = json.path("failed");
        boolean shaped = width >= NARROWEST_MS
                && width <= WIDEST_MS
                && Long.bitCount(width / NARROWEST_MS) == 1
                && width % NARROWEST_MS == 0
                && first <= LATEST / width
                && counts.size() <= MOST
                && counts.size() == failures.size();
        if (!shaped) {
            throw new DamagedException("the throughput has another form");
        }
        while (read.width < width) {
            read.widen();
        }
        for (int i = 0; i < counts.size(); i++) {
            ObjectNode pair = Json.object();
            pair.set("completed", counts.get(i));
            pair.set("failed", failures.get(i));
            read.add((first + i) * width, Damage.count(pair, "completed"), Damage.count(pair, "failed"));
        }
        return read;
    }
}
