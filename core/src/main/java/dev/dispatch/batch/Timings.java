package dev.dispatch.batch;

import dev.dispatch.json.Json;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long many things took, in microseconds to two digits, in a size that does not depend on how many they are. Not safe
 * for several threads.
 */
final class Timings {

    private static final int DIGITS = 2;
    /** How many times longer a range of the distribution is than the one before, at least. */
    private static final double NARROWEST = 1.1;

    /** Fifty days; what takes longer counts as this. */
    private static final long LONGEST = 1L << 42;

    /** Of an encoded histogram: all of its places, each as long as can be. */
    private static final int LARGEST = 64 * 1024;

    /** The head of the encoding: cookie, length of the payload, offset, digits, lowest, highest, ratio. */
    private static final int HEAD = 40;

    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;

    private final Histogram histogram;
    private long total;

    Timings() {
        this(new Histogram(DIGITS), 0);
    }

    private Timings(Histogram histogram, long total) {
        this.histogram = histogram;
        this.total = total;
    }

    static long micros(Duration duration) {
        return duration.getSeconds() > LONGEST / 1_000_000
                ? LONGEST
                : Math.max(0, duration.getSeconds() * 1_000_000 + duration.getNano() / 1_000);
    }

    void add(long micros) {
        long taken = Math.clamp(micros, 0, LONGEST);
        histogram.recordValue(taken);
        total += taken;
    }

    void add(Timings other) {
        histogram.add(other.histogram);
        total += other.total;
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** Microseconds. */
    long total() {
        return total;
    }

    /** Microseconds, to the precision that is kept. */
    long at(double percentile) {
        return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue());
    }

    /** Adds what people ask of them, in milliseconds; nothing where there are none. */
    void describe(ObjectNode json) {
        if (count() == 0) {
            return;
        }
        millis(json, "minMs", histogram.getMinValue());
        millis(json, "avgMs", total / count());
        millis(json, "p50Ms", at(50));
        millis(json, "p90Ms", at(90));
        millis(json, "p95Ms", at(95));
        millis(json, "p99Ms", at(99));
        millis(json, "p999Ms", at(99.9));
        millis(json, "maxMs", histogram.getMaxValue());
    }

    /**
     * How many took how long: {@code fromMs} has where each range begins, {@code runs} how many lie in it, {@code toMs} where
     * the last one ends. Each range is as many times longer than the one before, and at least a tenth.
     *
     * @param most ranges
     */
    ObjectNode distribution(int most) {
        ObjectNode json = Json.object();
        if (count() == 0) {
            return json;
        }
        double least = Math.max(1, histogram.getMinValue());
        double end = Math.max(least, (double) histogram.getMaxValue()) + 1;
        double widths = Math.log(end / least);
        int ranges = Math.clamp((long) (widths / Math.log(NARROWEST)), 1, most);
        long[] counts = new long[ranges];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            double share = Math.log(Math.max(least, (double) value.getValueIteratedTo()) / least) / widths;
            counts[Math.clamp((long) (share * ranges), 0, ranges - 1)] += value.getCountAddedInThisIterationStep();
        }
        ArrayNode from = json.putArray("fromMs");
        ArrayNode runs = json.putArray("runs");
        for (int i = 0; i < ranges; i++) {
            from.add(least * Math.pow(end / least, i / (double) ranges) / 1_000);
            runs.add(counts[i]);
        }
        return json.put("toMs", end / 1_000);
    }

    /** With as much of a fraction as small values need. */
    static void millis(ObjectNode json, String name, long micros) {
        if (micros < 10_000) {
            json.put(name, Math.floorDiv(micros, 10L) / 100.0);
        } else {
            json.put(name, Math.round(micros / 1_000.0));
        }
    }

    JsonNode toJson() {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        String encoded = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
        return Json.object().put("totalMicros", total).put("histogram", encoded);
    }

    /**
     * What {@link #toJson} gave.
     *
     * @throws DamagedException for everything else, of whatever size it claims to be
     */
    static Timings of(JsonNode json) throws DamagedException {
        try {
            byte[] encoded = Base64.getDecoder().decode(json.path("histogram").asString(""));
            ByteBuffer bytes = inflated(encoded);
            Histogram histogram = Histogram.decodeFromByteBuffer(bytes, 0);
            histogram.setAutoResize(true);
            if (histogram.getMaxValue() > 2 * LONGEST || histogram.getTotalCount() < 0) {
                throw new DamagedException("a histogram holds what cannot be");
            }
            return new Timings(histogram, Damage.count(json, "totalMicros"));
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException
                | DataFormatException e) {
            throw new DamagedException("a histogram cannot be read");
        }
    }

    private static ByteBuffer inflated(byte[] encoded) throws DataFormatException, DamagedException {
        ByteBuffer head = ByteBuffer.wrap(encoded);
        if (head.getInt() != COMPRESSED_COOKIE || head.getInt() != head.remaining()) {
            throw new DamagedException("a histogram has another encoding");
        }
        byte[] content = new byte[LARGEST];
        int size;
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(encoded, head.position(), head.remaining());
            size = inflater.inflate(content);
            if (!inflater.finished()) {
                throw new DamagedException("a histogram is too large");
            }
        } finally {
            inflater.end();
        }
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, size);
        boolean ours = size >= HEAD
                && bytes.getInt(0) == COOKIE
                && bytes.getInt(4) == size - HEAD
                && bytes.getInt(8) == 0
                && bytes.getInt(12) == DIGITS
                && bytes.getLong(16) == 1
                && bytes.getLong(24) >= 2
                && bytes.getLong(24) <= 2 * LONGEST;
        if (!ours) {
            throw new DamagedException("a histogram has another form");
        }
        return bytes;
    }
}
