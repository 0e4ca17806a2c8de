package dev.dispatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of durations, and that none of them is too long to be waited for. */
class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0ms, PT0S", "500ms, PT0.5S", "90s, PT1M30S", "2m, PT2M", "48h, PT48H", "007s, PT7S"})
    void anAmountAndAUnitAreADuration(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1.5s", "1 s", "1d", "1S", "1sm", "٣s"})
    void anythingElseIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000000000ms", "99999999999ms", "10000000s", "1000000m", "10000h", "999999999999h"})
    void anAmountBeyondTheBoundIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999ms", "9999999s", "999999m", "9999h"})
    void theGreatestAmountsFitEveryArithmetic(String text) {
        Duration duration = Durations.parse(text).orElseThrow();
        assertThat(Math.addExact(Long.MAX_VALUE / 2, duration.toNanos())).isPositive();
        assertThat(Instant.EPOCH.plus(duration)).isAfter(Instant.EPOCH);
    }
}
