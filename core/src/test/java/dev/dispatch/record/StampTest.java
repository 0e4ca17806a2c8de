package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
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

    @Test
    void anyMomentIsWrittenAsTheLibraryWritesIt() {
        RandomGenerator random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            Instant at = Instant.ofEpochSecond(
                    random.nextLong(-99_999_999_999L, 999_999_999_999L), random.nextInt(1_000_000_000));

            assertThat(Stamp.of(at)).isEqualTo(at.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }
}
