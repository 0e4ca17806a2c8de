package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.time.Cancellation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemTimerTest {

    @Test
    void aPauseOfAnyLengthEndsWithTheWishToStop() throws InterruptedException {
        for (Duration time : new Duration[] {Duration.ofHours(1), Duration.ofSeconds(Long.MAX_VALUE)}) {
            Cancellation cancellation = new Cancellation();
            Thread stopper = Thread.ofPlatform().start(cancellation::cancel);

            assertThat(new SystemTimer().pause(time, cancellation)).isTrue();
            stopper.join();
        }
    }

    @Test
    void aPauseThatNobodyEndsLastsAsLongAsItWasAskedTo() {
        SystemTimer timer = new SystemTimer();
        long before = timer.nanos();

        assertThat(timer.pause(Duration.ofMillis(20), new Cancellation())).isFalse();
        assertThat(timer.nanos() - before).isGreaterThanOrEqualTo(20_000_000);
    }
}
