package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealServersTest {

    private static final String ABSENT = "no-server-of-that-name";

    private final RealServers usual = new RealServers(false);
    private final RealServers nightly = new RealServers(true);

    @Test
    void aProgramOfTheMachineIsFound() {
        assertThat(RealServers.program("sh"))
                .hasValueSatisfying(file -> assertThat(file).isExecutable());
        assertThat(RealServers.program(ABSENT)).isEmpty();
    }

    @Test
    void aTestWhoseServerIsThereIsExecuted() {
        assertThat(usual.decide("sh", "").isDisabled()).isFalse();
        assertThat(nightly.decide("sh", "").isDisabled()).isFalse();
    }

    @Test
    void aTestWithoutItsServerIsSkippedWithTheReason() {
        assertThat(usual.decide(ABSENT, "apt-get install it")).satisfies(result -> {
            assertThat(result.isDisabled()).isTrue();
            assertThat(result.getReason())
                    .hasValue("The server 'no-server-of-that-name' is missing: apt-get install it");
        });
        assertThat(usual.without("s3", "no network")).isInstanceOf(TestAbortedException.class);
    }

    @Test
    void aTestWithoutItsServerFailsInTheNightlyBuild() {
        assertThatThrownBy(() -> nightly.decide(ABSENT, "apt-get install it"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt-get install it");
        assertThat(nightly.without("s3", "no network")).isInstanceOf(AssertionError.class);
    }
}
