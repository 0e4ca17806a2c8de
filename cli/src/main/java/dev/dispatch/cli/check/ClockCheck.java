package dev.dispatch.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Whether the clock can be believed: the year is one in which this program can run, and a file just written is as old
 * as it must be.
 */
record ClockCheck(InstantSource clock) {

    private static final String NAME = "clock";
    private static final int FIRST_YEAR = 2025;
    private static final int LAST_YEAR = 2100;
    private static final Duration MOST_APART = Duration.ofSeconds(10);

    CheckResult check() {
        try {
            Path file = Files.createTempFile("dispatch-doctor-", ".tmp");
            try {
                return result(clock.instant(), Files.getLastModifiedTime(file).toInstant());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return CheckResult.warn(
                    NAME,
                    "no file can be written to the temporary folder: " + e.getMessage(),
                    "make the temporary folder writable; self-check needs it too");
        }
    }

    static CheckResult result(Instant now, Instant written) {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        String shown = now.truncatedTo(ChronoUnit.MILLIS).toString();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return CheckResult.fail(
                    NAME,
                    "it is said to be " + shown,
                    "set the clock; certificates of https are refused and start times are missed until then");
        }
        Duration apart = Duration.between(now, written).abs();
        if (apart.compareTo(MOST_APART) > 0) {
            return CheckResult.warn(
                    NAME,
                    "files are dated " + apart.toSeconds() + " s away from the clock",
                    "synchronise the clocks of this machine and of its disk");
        }
        return CheckResult.ok(NAME, shown);
    }
}
