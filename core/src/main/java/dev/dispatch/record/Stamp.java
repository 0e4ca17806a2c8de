package dev.dispatch.record;

import java.time.Instant;
import java.time.LocalDate;

/** The form of a moment in a record: UTC, to the millisecond. */
final class Stamp {

    private static final long SECONDS_OF_DAY = 86_400;

    private Stamp() {}

    /** Written out digit by digit: a record holds some forty of them, and the general formatter costs many times that. */
    static String of(Instant at) {
        long day = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_DAY);
        int second = (int) Math.floorMod(at.getEpochSecond(), SECONDS_OF_DAY);
        int milli = at.getNano() / 1_000_000;
        StringBuilder out =
                new StringBuilder(24).append(LocalDate.ofEpochDay(day)).append('T');
        two(out, second / 3_600).append(':');
        two(out, second / 60 % 60).append(':');
        two(out, second % 60);
        if (milli != 0) {
            two(out.append('.'), milli / 10).append((char) ('0' + milli % 10));
        }
        return out.append('Z').toString();
    }

    private static StringBuilder two(StringBuilder out, int number) {
        return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
