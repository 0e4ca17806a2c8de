package dev.dispatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "999, 999ms",
        "1000, 1.0s",
        "1249, 1.2s",
        "1250, 1.3s",
        "59949, 59.9s",
        "59950, 1m 00s",
        "60000, 1m 00s",
        "65000, 1m 05s",
        "3599499, 59m 59s",
        "3599500, 1h 00m",
        "7500000, 2h 05m"
    })
    void aTimeHasTheUnitThatFits(long millis, String shown) {
        assertThat(Times.show(millis)).isEqualTo(shown);
    }
}
