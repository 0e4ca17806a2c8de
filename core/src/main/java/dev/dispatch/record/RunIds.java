package dev.dispatch.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes run ids: {@code yyyyMMdd-HHmmss-<label>-<3 digits of ms><4 hex>}, in UTC, so that they sort by time. */
public final class RunIds {

    private RunIds() {}

    /**
     * An id.
     *
     * @param label such as {@code job-run} or {@code action-run}
     */
    public static String make(Instant start, String label, RandomGenerator random) {
        StringBuilder id = new StringBuilder(stamp(start));
        id.append('-').append(label).append('-');
        digits(id, Math.floorMod(start.toEpochMilli(), 1_000), 3);
        return id.append(HexFormat.of().toHexDigits((short) random.nextInt())).toString();
    }

    /** {@code yyyyMMdd-HHmmss} in UTC. */
    static String stamp(Instant start) {
        ZonedDateTime at = start.atZone(ZoneOffset.UTC);
        StringBuilder stamp = new StringBuilder(40);
        digits(stamp, at.getYear(), 4);
        digits(stamp, at.getMonthValue(), 2);
        digits(stamp, at.getDayOfMonth(), 2);
        stamp.append('-');
        digits(stamp, at.getHour(), 2);
        digits(stamp, at.getMinute(), 2);
        digits(stamp, at.getSecond(), 2);
        return stamp.toString();
    }

    private static void digits(StringBuilder out, int value, int width) {
        String text = Integer.toString(value);
        out.repeat('0', Math.max(0, width - text.length())).append(text);
    }
}
