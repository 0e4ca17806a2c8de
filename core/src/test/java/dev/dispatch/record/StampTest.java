package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:08:07.006Z, 2026-03-01T09:08:07.006Z",
        "2026-03-01T09:08:07.120Z, 2026-03-01T09:08:07.120Z",
        "2026-03-01T09:08:07Z, 2026-03-01T09:08:07Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.500Z, 1969-12-31T23:59:59.500Z"
    })
    void aMomentIsWrittenToTheMillisecond(Instant at, String written) {
        assertThat(Stamp.of(at)).isEqualTo(written);
    }
}
