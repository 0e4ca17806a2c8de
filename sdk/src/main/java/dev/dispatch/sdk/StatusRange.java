package dev.dispatch.sdk;

import java.util.List;

/**
 * Status codes that count as expected (RFC 9110, section 15).
 *
 * @param lowest first status of the range, 100 or more
 * @param highest last status of the range, 599 or less
 */
public record StatusRange(int lowest, int highest) {

    /** 200 to 299. */
    public static final List<StatusRange> SUCCESS = List.of(new StatusRange(200, 299));

    /**
     * A range of statuses.
     *
     * @throws IllegalArgumentException where it is empty or leaves 100 to 599
     */
    public StatusRange {
        if (lowest < 100 || highest > 599 || lowest > highest) {
            throw new IllegalArgumentException("a status lies between 100 and 599");
        }
    }

    /**
     * One status alone.
     *
     * @param status the status
     * @return a range with nothing else in it
     * @throws IllegalArgumentException where it is not between 100 and 599
     */
    public static StatusRange exactly(int status) {
        return new StatusRange(status, status);
    }

    /**
     * Whether a status is in this range.
     *
     * @param status the status
     * @return true where it is
     */
    public boolean contains(int status) {
        return status >= lowest && status <= highest;
    }

    /**
     * Whether a status is in one of several ranges.
     *
     * @param ranges the ranges
     * @param status the status
     * @return true where one of them holds it
     */
    public static boolean anyContains(List<StatusRange> ranges, int status) {
        return ranges.stream().anyMatch(range -> range.contains(status));
    }

    /**
     * The form people write.
     *
     * @return {@code 404}, {@code 4xx} or {@code 400-404}
     */
    public String shown() {
        if (lowest == highest) {
            return Integer.toString(lowest);
        }
        return lowest % 100 == 0 && highest == lowest + 99 ? lowest / 100 + "xx" : lowest + "-" + highest;
    }
}
