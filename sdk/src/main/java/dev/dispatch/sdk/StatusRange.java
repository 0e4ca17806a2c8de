package dev.dispatch.sdk;

import java.util.List;

/**
 * Status codes that count as expected (RFC 9110, section 15).
 *
 * @param lowest first status of the range
 * @param highest last status of the range
 */
public record StatusRange(int lowest, int highest) {

    /** 200 to 299. */
    public static final List<StatusRange> SUCCESS = List.of(new StatusRange(200, 299));

    public StatusRange {
        if (lowest < 100 || highest > 599 || lowest > highest) {
            throw new IllegalArgumentException("a status lies between 100 and 599");
        }
    }

    public static StatusRange exactly(int status) {
        return new StatusRange(status, status);
    }

    public boolean contains(int status) {
        return status >= lowest && status <= highest;
    }

    /** True where one of the ranges holds the status. */
    public static boolean anyContains(List<StatusRange> ranges, int status) {
        return ranges.stream().anyMatch(range -> range.contains(status));
    }

    /** The form people write: {@code 404} or {@code 4xx}. */
    public String shown() {
        if (lowest == highest) {
            return Integer.toString(lowest);
        }
        return lowest % 100 == 0 && highest == lowest + 99 ? lowest / 100 + "xx" : lowest + "-" + highest;
    }
}
