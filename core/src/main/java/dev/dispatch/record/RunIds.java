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
        ZonedDateTime at = start.atZone(ZoneOffset.UTC);
        StringBuilder id = new StringBuilder(40);
        digits(id, at.getYear(), 4);
        digits(id, at.getMonthValue(), 2);
        digits(id, at.getDayOfMonth(), 2);
        id.append('-');
        digits(id, at.getHour(), 2);
        digits(id, at.getMinute(), 2);
        digits(id, at.getSecond(), 2);
        id.append('-').append(label).append('-');
        digits(id, at.getNano() / 1_000_000, 3);
        return id.append(HexFormat.of().toHexDigits((short) random.nextInt())).toString();
    }

    private static void digits(StringBuilder out, int value, int width) {
        String text = Integer.toString(value);
        out.repeat('0', Math.max(0, width - text.length())).append(text);
    }
}
