package dev.dispatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {

    @Test
    void nestingBeyondTheLimitIsASyntaxFaultWithItsPlace() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("[".repeat(100_000)))
                .satisfies(e -> assertThat(e.position()).isEqualTo(new Position(1, 502)));
    }

    @Test
    void aNumberOfTooManyDigitsIsASyntaxFault() {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse("1".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-0.5E+10999999999999999999", "1e-99999999999"})
    void anExponentBeyondEveryNumberIsASyntaxFaultWithItsPlace(String number) {
        for (String text : List.of("[7,\n" + number + "]", "[7,\n" + number)) {
            assertThatExceptionOfType(JsonSyntaxException.class)
                    .isThrownBy(() -> JsonSource.read(text))
                    .satisfies(e -> assertThat(e.position()).isEqualTo(new Position(2, 1)));
        }
    }
}
