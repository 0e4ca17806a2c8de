package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void secondsAreWaited() {
        assertThat(RetryAfter.parse(" 125 ", NOW)).contains(Duration.ofSeconds(125));
        assertThat(RetryAfter.parse("0", NOW)).contains(Duration.ZERO);
    }

    @Test
    void aDateIsWaitedForAndOneInThePastIsNow() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 10:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 09:00:30 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999", "2026-03-01T10:00:30Z"})
    void anythingElseIsPassedOver(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }
}
