package dev.dispatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

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
}
